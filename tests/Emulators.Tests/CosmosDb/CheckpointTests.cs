using Emulators.CosmosDb.Storage;
using Emulators.Sqlite;

namespace Emulators.Tests.CosmosDb;

public sealed class CheckpointTests : IDisposable
{
    private const int DiskFull = 13;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);
    private readonly TempFolder _folder = new();
    private readonly SemaphoreSlim _copies = new(0);
    private readonly DatabaseFile _file;
    private readonly Connection _writer;

    public CheckpointTests()
    {
        _file = DocumentStore.OpenFile(_folder.Path);
        _writer = _file.OpenWriter();
        _writer.Execute("CREATE TABLE filling (bytes)");
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        _writer.Dispose();
        _file.Dispose();
        _copies.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task Given_copies_that_fail_When_the_next_is_due_Then_copying_is_tried_again()
    {
        var tries = 0;
        var copied = 0;
        using (
            var checkpoints = new WalCheckpointer(
                _file.OpenCheckpointConnection(),
                connection =>
                {
                    _copies.Release();
                    if (++tries <= 2)
                        throw new SqliteException(DiskFull, "database or disk is full");
                    var outcome = connection.Checkpoint();
                    copied += outcome.Copied;
                    return outcome;
                }
            )
        )
        {
            for (var due = 1; due <= 3; due++)
            {
                Fill(_writer);
                checkpoints.AfterCommit(_writer);
                Assert.True(await _copies.WaitAsync(Patience, Cancellation), $"copy {due} was not tried");
            }
        }
        Assert.True(copied > 0);
    }

    [Fact]
    public async Task Given_a_copy_that_failed_When_closing_Then_all_is_closed_without_an_exception()
    {
        var copier = _file.OpenCheckpointConnection();
        var checkpoints = new WalCheckpointer(
            copier,
            _ =>
            {
                _copies.Release();
                throw new SqliteException(DiskFull, "database or disk is full");
            }
        );
        Fill(_writer);
        checkpoints.AfterCommit(_writer);
        Assert.True(await _copies.WaitAsync(Patience, Cancellation));
        checkpoints.Dispose();
        Assert.Throws<ObjectDisposedException>(() => copier.Execute("SELECT 1"));
    }

    [Fact]
    public async Task Given_a_long_log_that_the_writer_cannot_copy_When_writing_Then_writes_succeed()
    {
        var failures = 0;
        using var checkpoints = new WalCheckpointer(
            _file.OpenCheckpointConnection(),
            connection =>
            {
                if (connection == _writer)
                {
                    failures++;
                    throw new SqliteException(DiskFull, "database or disk is full");
                }
                _copies.Release();
                return (int.MaxValue, int.MaxValue);
            }
        );
        // Once the second copy has started, the writer knows the result of the first.
        for (var due = 1; due <= 2; due++)
        {
            Fill(_writer);
            checkpoints.AfterCommit(_writer);
            Assert.True(await _copies.WaitAsync(Patience, Cancellation), $"copy {due} was not tried");
        }
        for (var more = 1; more <= 2; more++)
        {
            Fill(_writer);
            checkpoints.AfterCommit(_writer);
        }
        Assert.True(failures > 0);
    }

    /// <summary>Writes enough pages for a copy to be due.</summary>
    private static void Fill(Connection writer) =>
        writer.Execute("INSERT INTO filling VALUES (zeroblob(5 * 1024 * 1024))");
}
