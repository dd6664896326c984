using Emulators.CosmosDb.Journal;

namespace Emulators.Tests.CosmosDb.Journal;

/// <summary>A folder with a journal, and the records that were appended to it.</summary>
internal sealed class JournalFolder : IDisposable
{
    private readonly TempFolder _folder = new();

    /// <summary>The records, each with the sequence number of its last change.</summary>
    public List<(byte[] Changes, long Last)> Appended { get; } = [];

    public string Path => _folder.Path;

    /// <summary>The journal's files, oldest first.</summary>
    public IReadOnlyList<string> Files =>
        [.. Directory.GetFiles(Path, "*.journal").OrderBy(file => BitConverter.ToInt64(ReadStart(file), 8))];

    /// <summary>Opens the journal, and returns what it replays.</summary>
    public List<byte[]> Replay(long filled = 0)
    {
        var replayed = new List<byte[]>();
        using var journal = CommitJournal.Open(Path, filled, changes => replayed.Add(changes.ToArray()));
        return replayed;
    }

    public CommitJournal Open(long filled = 0) => CommitJournal.Open(Path, filled, _ => { });

    /// <summary>Appends a record with some changes, whose numbers follow those before.</summary>
    public void Append(CommitJournal journal, byte[] changes, int count = 1)
    {
        var previous = journal.LastSequence;
        var buffer = new RecordBuffer();
        changes.CopyTo(buffer.GetSpan(changes.Length));
        buffer.Advance(changes.Length);
        journal.Append(buffer.Record, previous, previous + count);
        Appended.Add((changes, previous + count));
    }

    public void Dispose() => _folder.Dispose();

    private static byte[] ReadStart(string file)
    {
        using var stream = File.OpenRead(file);
        var start = new byte[JournalSegment.HeaderBytes];
        stream.ReadExactly(start);
        return start;
    }
}
