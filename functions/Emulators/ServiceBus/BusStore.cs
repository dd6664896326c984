using Emulators.ServiceBus.Storage;
using Emulators.Sqlite;

namespace Emulators.ServiceBus;

/// <summary>
/// The queues of one <c>messages.db</c>: the file, its one writer, and a <see cref="EmulatorQueue"/> for each queue.
/// </summary>
internal sealed class BusStore : IDisposable
{
    private readonly DatabaseFile _file;
    private readonly WalCheckpointer _checkpoints;
    private readonly BusWriteSession _session;
    private readonly GroupCommitWriter<BusWriteSession> _writer;
    private readonly Dictionary<string, EmulatorQueue> _queues;

    private BusStore(DatabaseFile file, ServiceBusEmulatorOptions options)
    {
        _file = file;
        var (definitions, time) = (options.Queues, options.Time);
        var connection = file.OpenWriter();
        var stored = BusSchema.Ensure(connection, definitions);
        _checkpoints = new(file.OpenCheckpointConnection(), copier => copier.Checkpoint());
        _session = new(connection, _checkpoints, time, stored);
        var due = stored.Select((_, i) => _session.StatementsFor(i).NextDue()).ToArray();
        _writer = new(
            _session,
            () => new QueueBusyException("Too many writes to the queues are waiting."),
            callersWrite: false // Queues hold their own lock while they add work.
        );
        var batchNumbers = new BatchNumbers();
        _queues = definitions
            .Select(
                (definition, i) =>
                    new EmulatorQueue(
                        i,
                        definition,
                        options.Limits,
                        new(file.OpenReader(), definition, stored[i].Key),
                        _writer,
                        batchNumbers,
                        time,
                        stored[i].Totals.NextSequenceNumber - 1
                    )
            )
            .ToDictionary(queue => queue.Definition.Name, StringComparer.Ordinal);
        foreach (var queue in _queues.Values)
            queue.SetNextDue(due[queue.Ordinal]);
    }

    public IEnumerable<EmulatorQueue> Queues => _queues.Values;

    /// <summary>The totals of all queues after the last transaction.</summary>
    public BusState State => _session.State;

    /// <summary>Completes with the next transaction.</summary>
    public Task NextCommit => _session.NextCommit;

    /// <exception cref="IOException">Another process has the file open, or the folder cannot be used.</exception>
    /// <exception cref="InvalidDataException">The file is damaged, or it is not a message store.</exception>
    public static BusStore Open(ServiceBusEmulatorOptions options)
    {
        var path = Path.Combine(options.Folder, "messages.db");
        var file = DatabaseFile.OpenExclusively(path, "message store", BusSchema.Create);
        try
        {
            return new(file, options);
        }
        catch (SqliteException damaged)
        {
            file.Dispose();
            throw new InvalidDataException($"The queues in {options.Folder} are damaged: {damaged.Message}.", damaged);
        }
    }

    public void Compact() => _file.Compact();

    /// <exception cref="ArgumentException">There is no such queue.</exception>
    public EmulatorQueue GetQueue(string name) =>
        _queues.GetValueOrDefault(name) ?? throw new ArgumentException($"There is no queue '{name}'.", nameof(name));

    /// <summary>Whether the queue is one of this store. A queue of a store that was opened before is not.</summary>
    public bool Owns(EmulatorQueue queue) => _queues.GetValueOrDefault(queue.Definition.Name) == queue;

    /// <summary>Hands work to the writer and waits until it is done.</summary>
    /// <exception cref="QueueUnavailableException">The work could not be written, or the store is closed.</exception>
    public async Task Write(WriteWork<BusWriteSession> work, Task done, CancellationToken ct)
    {
        try
        {
            _writer.Enqueue(work);
            await done.WaitAsync(ct);
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            throw WriteFailed(failure);
        }
    }

    /// <summary>Waits for work that a queue has handed to the writer.</summary>
    /// <exception cref="QueueUnavailableException">The work could not be written, or the store is closed.</exception>
    public static async Task WaitForWrite(Task done)
    {
        try
        {
            await done;
        }
        catch (Exception failure) when (failure is SqliteException or ObjectDisposedException)
        {
            throw WriteFailed(failure);
        }
    }

    /// <summary>Finishes the waiting writes and closes the file.</summary>
    public void Dispose()
    {
        foreach (var queue in _queues.Values)
            queue.Dispose();
        _writer.Dispose();
        _checkpoints.Dispose();
        _file.Dispose();
    }

    private static QueueUnavailableException WriteFailed(Exception failure) =>
        new("Could not write to the queue.", failure);
}
