using Emulators.Sqlite;

namespace Emulators.Tests.Sqlite;

public sealed class GroupCommitWriterTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly DatabaseFile _file;

    public GroupCommitWriterTests() =>
        _file = DatabaseFile.OpenExclusively(
            _folder.PathOf("counter.db"),
            "counter",
            create => create.Execute("CREATE TABLE counter (total INTEGER); INSERT INTO counter VALUES (0)")
        );

    public void Dispose()
    {
        _file.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public void Work_that_comes_alone_is_written_by_the_thread_that_brings_it()
    {
        using var writer = OpenWriter();
        var work = new NotedWork();

        writer.Enqueue(work);

        Assert.Equal(Environment.CurrentManagedThreadId, work.Writer);
    }

    [Fact]
    public void Callers_that_hold_a_lock_which_the_work_needs_do_not_write_it()
    {
        using var writer = OpenWriter(callersWrite: false);
        var gate = new Lock();
        var work = new NotedWork(gate);

        lock (gate)
        {
            writer.Enqueue(work);
            Assert.False(work.Written.Wait(50, TestContext.Current.CancellationToken));
        }

        Assert.True(work.Written.Wait(10_000, TestContext.Current.CancellationToken));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Work_of_many_threads_is_written_once_each(bool callersWrite)
    {
        using (var writer = OpenWriter(callersWrite))
            await Parallel.ForEachAsync(
                Enumerable.Range(0, 5_000),
                new ParallelOptions { MaxDegreeOfParallelism = 32 },
                async (_, _) =>
                {
                    var work = new AddWork(1);
                    writer.Enqueue(work);
                    await work.Done;
                }
            );

        Assert.Equal(5_000, ReadTotal());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Waiting_work_is_finished_before_the_writer_closes(bool callersWrite)
    {
        using (var writer = OpenWriter(callersWrite))
            Parallel.For(0, 1_000, _ => writer.Enqueue(new AddWork(1)));

        Assert.Equal(1_000, ReadTotal());
    }

    [Fact]
    public async Task Work_after_a_group_that_failed_is_written()
    {
        using var writer = OpenWriter();
        var (broken, next) = (new BrokenWork(), new AddWork(1));

        writer.Enqueue(broken);
        writer.Enqueue(next);

        await Assert.ThrowsAsync<IOException>(() => broken.Done);
        await next.Done;
        Assert.Equal(1, ReadTotal());
    }

    [Fact]
    public void A_closed_writer_takes_no_work()
    {
        var writer = OpenWriter();
        writer.Dispose();

        Assert.Throws<ObjectDisposedException>(() => writer.Enqueue(new AddWork(1)));
    }

    private GroupCommitWriter<CounterSession> OpenWriter(bool callersWrite = true) =>
        new(new(_file.OpenWriter()), () => new IOException("Too many writes are waiting."), callersWrite);

    private long ReadTotal()
    {
        using var reader = _file.OpenReader();
        return reader.QueryInt64("SELECT total FROM counter");
    }

    /// <summary>Notes which thread wrote it, under a lock.</summary>
    private sealed class NotedWork(Lock? gate = null) : WriteWork<CounterSession>
    {
        private readonly Lock _gate = gate ?? new();

        public int Writer { get; private set; }

        public ManualResetEventSlim Written { get; } = new();

        public override void Apply(CounterSession session)
        {
            lock (_gate)
                Writer = Environment.CurrentManagedThreadId;
        }

        public override void Succeed() => Written.Set();

        public override void Fail(Exception failure) { }
    }

    private sealed class BrokenWork : WriteWork<CounterSession>
    {
        private readonly TaskCompletionSource _done = new();

        public Task Done => _done.Task;

        public override void Apply(CounterSession session) => throw new IOException("The disk is full.");

        public override void Succeed() => _done.SetResult();

        public override void Fail(Exception failure) => _done.SetException(failure);
    }
}
