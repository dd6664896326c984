using Points.Domain;
using Points.Domain.Files;
using Points.Local.Archive;
using Points.Tests.Archive;

namespace Points.Local.Tests.Archive;

/// <summary>Write-once files in a folder.</summary>
public sealed class FolderFilesTests : WriteOnceFilesTests, IDisposable
{
    private readonly TempFolder _folder = new();

    public FolderFilesTests() => Files = FolderFiles.Open(_folder.Path);

    protected override IWriteOnceFiles Files { get; }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_file_has_its_name_and_is_readable_by_its_owner_and_writable_by_nobody()
    {
        await Write(1, 10);

        Assert.Equal(10, new FileInfo(_folder.PathOf(Name)).Length);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead, File.GetUnixFileMode(_folder.PathOf(Name)));
    }

    [Fact]
    public async Task Files_survive_a_restart_and_drafts_do_not()
    {
        await Write(1, 10);
        var draft = Path.Combine(_folder.PathOf("+drafts"), "of-a-killed-process");
        File.WriteAllText(draft, "half a fi");

        var reopened = FolderFiles.Open(_folder.Path);

        Assert.False(File.Exists(draft));
        Assert.False(await reopened.Write(Name, "text/csv", Stream.Null, Ct));
        await AssertContent(1, 10);
    }

    [Fact]
    public async Task No_write_leaves_a_draft_behind()
    {
        await Write(1, 10);
        await Write(2, 10);
        await Assert.ThrowsAsync<InvalidOperationException>(() =>
            Files.Write("other", "text/csv", new SampleStream(1, 10) { FailsAfterBytes = 0 }, Ct)
        );
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() =>
            Files.Write("other", "text/csv", new SampleStream(1, 10), new(canceled: true))
        );

        Assert.Empty(Directory.EnumerateFileSystemEntries(_folder.PathOf("+drafts")));
    }

    [Fact]
    public async Task Given_a_file_Then_a_name_below_it_cannot_be_written_and_the_error_names_the_file()
    {
        await Write(1, 10);

        var fault = await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            Files.Write($"{Name}/more", "text/csv", Stream.Null, Ct)
        );

        Assert.Contains(Name, fault.Message, StringComparison.Ordinal);
    }
}
