using Points.Local.Cosmos;

namespace Points.Local.Tests.Cosmos;

public sealed class StoreFileTests
{
    [Fact]
    public async Task Given_a_store_in_use_When_opening_it_again_Then_one_sentence_says_so()
    {
        await using var store = await StoreFixture.Open();
        var refusal = Assert.Throws<IOException>(() => LocalCosmos.Open(store.Options));
        Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Given_a_file_that_is_no_database_When_opening_Then_one_sentence_says_so()
    {
        var folder = Directory.CreateTempSubdirectory("points-cosmos-");
        await File.WriteAllTextAsync(
            Path.Combine(folder.FullName, "cosmos.db"),
            new string('x', 10_000),
            TestContext.Current.CancellationToken
        );
        var refusal = Assert.Throws<InvalidDataException>(() =>
            LocalCosmos.Open(new LocalCosmosOptions(folder.FullName))
        );
        Assert.Contains("cannot be used", refusal.Message, StringComparison.Ordinal);
        folder.Delete(recursive: true);
    }
}
