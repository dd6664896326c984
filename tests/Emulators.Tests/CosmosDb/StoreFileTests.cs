using Emulators.CosmosDb;

namespace Emulators.Tests.CosmosDb;

/// <summary>The local store refuses a file that it cannot use.</summary>
public sealed class StoreFileTests
{
    [Fact]
    public async Task Given_a_store_in_use_When_opening_it_again_Then_the_error_says_so()
    {
        await using var store = await StoreFixture.Open();
        var refusal = Assert.Throws<IOException>(() => CosmosEmulator.Open(store.Options));
        Assert.Contains("in use by another process", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Given_a_file_that_is_not_a_database_When_opening_it_Then_the_error_says_so()
    {
        using var folder = new TempFolder();
        folder.Write("cosmos.db", new string('x', 10_000));
        var refusal = Assert.Throws<InvalidDataException>(() =>
            CosmosEmulator.Open(new CosmosEmulatorOptions(folder.Path))
        );
        Assert.Contains("cannot be used", refusal.Message, StringComparison.Ordinal);
    }
}
