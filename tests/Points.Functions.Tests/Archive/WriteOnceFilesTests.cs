using Points.Domain.Files;

namespace Points.Tests.Archive;

/// <summary>The rules of write-once files, which hold in every store.</summary>
public abstract class WriteOnceFilesTests
{
    protected const int MiB = 1024 * 1024;

    protected static CancellationToken Ct => TestContext.Current.CancellationToken;

    protected abstract IWriteOnceFiles Files { get; }

    /// <summary>A name that no other test uses.</summary>
    protected string Name { get; } = $"tests/{Guid.NewGuid():N}/statement.csv";

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100_000)]
    [InlineData(4 * MiB - 1)]
    [InlineData(4 * MiB)]
    [InlineData(9 * MiB)]
    [InlineData(40 * MiB)]
    public async Task A_file_of_any_length_is_read_back_byte_for_byte(int length)
    {
        Assert.True(await Write(1, length));

        await AssertContent(1, length);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(9 * MiB)]
    public async Task A_second_write_is_refused_and_the_first_content_stays(int length)
    {
        Assert.True(await Write(1, length));

        Assert.False(await Write(2, length));
        Assert.False(await Write(1, length));
        Assert.False(await Write(2, 10));
        await AssertContent(1, length);
    }

    [Theory]
    [InlineData(1_000)]
    [InlineData(9 * MiB)]
    public async Task Given_concurrent_writers_Then_one_wins_and_the_file_has_only_its_content(int length)
    {
        var written = await Task.WhenAll(
            Enumerable.Range(0, 4).Select(seed => Task.Run(() => Write(seed, length), Ct))
        );

        await AssertContent(Array.IndexOf(written, Assert.Single(written, isWritten => isWritten)), length);
    }

    [Theory]
    [InlineData(50_000)]
    [InlineData(9 * MiB)]
    public async Task A_write_that_fails_half_way_leaves_no_file_and_does_not_block_the_next(int length)
    {
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Files.Write(Name, "text/csv", new SampleStream(1, length) { FailsAfterBytes = length / 2 }, Ct)
        );

        Assert.Null(await Files.Read(Name, Ct));
        Assert.True(await Write(2, length));
        await AssertContent(2, length);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_read_as_null()
    {
        Assert.Null(await Files.Read(Name, Ct));
        Assert.Null(await Files.Read("tests", Ct));
    }

    [Fact]
    public async Task A_name_has_letters_digits_slashes_and_four_other_characters()
    {
        var name = $"{Name}/A-z_0.9~/.hidden/{new string('x', WriteOnceFileNames.SegmentLengthMax)}";

        Assert.True(await Files.Write(name, "text/plain", new SampleStream(1, 5), Ct));

        using var content = await Files.Read(name, Ct);
        Assert.NotNull(content);
    }

    [Theory]
    [InlineData("")]
    [InlineData("/etc/passwd")]
    [InlineData("..")]
    [InlineData("../outside")]
    [InlineData("a/../../outside")]
    [InlineData("a/./b")]
    [InlineData("a//b")]
    [InlineData("a/")]
    [InlineData("a.")]
    [InlineData("a b")]
    [InlineData("a?comp=block")]
    [InlineData("a#b")]
    [InlineData("a%2Fb")]
    [InlineData("a\\b")]
    [InlineData("账单")]
    [InlineData("+drafts/a")]
    public async Task Other_names_are_refused(string name)
    {
        await Assert.ThrowsAsync<ArgumentException>(() => Files.Write(name, "text/plain", Stream.Null, Ct));
        await Assert.ThrowsAsync<ArgumentException>(() => Files.Read(name, Ct));
    }

    protected Task<bool> Write(int seed, long length) =>
        Files.Write(Name, "text/csv", new SampleStream(seed, length), Ct);

    protected async Task AssertContent(int seed, long length)
    {
        await using var content = await Files.Read(Name, Ct);
        Assert.NotNull(content);
        Assert.Equal(await SampleStream.HashOf(seed, length), await SampleStream.Hash(content));
    }
}
