namespace Emulators.CosmosDb.Journal;

/// <summary>
/// What makes writes durable: each group of writes is one record at the end of a file, and is acknowledged once that is
/// flushed. Tables are filled later. Records whose changes are safely in tables are cut, a whole segment at a time.
/// </summary>
internal sealed class CommitJournal : IDisposable
{
    /// <summary>A segment that is at least this long gets no further record.</summary>
    private const long SegmentBytes = 16 * 1024 * 1024;

    /// <summary>Files that are kept to be used again.</summary>
    private const int SparesMax = 2;

    private readonly string _folder;
    private readonly Lock _gate = new();
    private readonly List<JournalSegment> _segments = [];
    private readonly Stack<JournalSegment> _spares = [];
    private long _lastSequence;
    private long _lastNumber;

    private CommitJournal(string folder) => _folder = folder;

    /// <summary>The sequence number of the last change in the journal; zero if there never was one.</summary>
    public long LastSequence => _lastSequence;

    /// <summary>
    /// Opens the journal of a folder and replays what tables lack. Afterwards <see cref="Cut"/> must be called once
    /// that is safe.
    /// </summary>
    /// <param name="folder">The folder; it exists.</param>
    /// <param name="filled">The sequence number up to which tables hold all changes.</param>
    /// <param name="replay">Takes the changes of each later record, in order.</param>
    /// <exception cref="InvalidDataException">Records are missing or damaged.</exception>
    public static CommitJournal Open(string folder, long filled, Action<ReadOnlyMemory<byte>> replay)
    {
        var journal = new CommitJournal(folder);
        try
        {
            journal.Replay(filled, replay);
            return journal;
        }
        catch
        {
            journal.Dispose();
            throw;
        }
    }

    /// <summary>Appends a record and flushes it. Called by one thread.</summary>
    /// <param name="record">
    /// Room for the header (<see cref="JournalFrame.HeaderBytes"/>), and then the changes.
    /// </param>
    /// <param name="previous">The sequence number of the last change before the record.</param>
    /// <param name="last">The sequence number of the record's last change.</param>
    public void Append(Span<byte> record, long previous, long last)
    {
        var segment = CurrentSegment();
        segment.Append(record, previous, last);
        _lastSequence = last;
    }

    /// <summary>Whether some segment ends at or before a sequence number, so that cutting there frees it.</summary>
    public bool CanCut(long sequence)
    {
        lock (_gate)
            return _segments.Count > 1 && _segments[0].LastSequence <= sequence;
    }

    /// <summary>Frees the segments whose changes are all safely in tables.</summary>
    /// <param name="sequence">The sequence number up to which tables hold all changes, on disk.</param>
    public void Cut(long sequence)
    {
        lock (_gate)
        {
            var cut = _segments.TakeWhile(segment => segment.LastSequence <= sequence).ToList();
            // The writer may be about to append to the newest one.
            if (cut.Count == _segments.Count && cut.Count > 0)
                cut.RemoveAt(cut.Count - 1);
            foreach (var segment in cut)
                Free(segment);
            _segments.RemoveRange(0, cut.Count);
        }
    }

    /// <summary>Deletes all files: tables hold all changes, on disk. Called by the writer.</summary>
    public void Clear()
    {
        lock (_gate)
        {
            foreach (var segment in _segments.Concat(_spares))
                segment.Delete();
            _segments.Clear();
            _spares.Clear();
        }
    }

    public void Dispose()
    {
        foreach (var segment in _segments.Concat(_spares))
            segment.Dispose();
    }

    private JournalSegment CurrentSegment()
    {
        lock (_gate)
        {
            if (_segments.Count > 0 && _segments[^1].End < SegmentBytes)
                return _segments[^1];
            if (!_spares.TryPop(out var segment))
                segment = JournalSegment.Open(NewPath());
            segment.Begin(++_lastNumber);
            _segments.Add(segment);
            return segment;
        }
    }

    private void Replay(long filled, Action<ReadOnlyMemory<byte>> replay)
    {
        foreach (var path in Directory.EnumerateFiles(_folder, "cosmos-*.journal"))
        {
            var segment = JournalSegment.Open(path);
            if (segment.Number > 0)
                _segments.Add(segment);
            else
                _spares.Push(segment);
        }
        _segments.Sort((one, other) => one.Number.CompareTo(other.Number));
        _lastSequence = filled;
        foreach (var segment in _segments)
        {
            _lastNumber = segment.Number;
            segment.ReadAll(
                (frame, changes) =>
                {
                    if (frame.Last <= filled)
                        return;
                    if (frame.Previous > _lastSequence)
                        throw new InvalidDataException(
                            $"The journal in {_folder} lacks the changes from {_lastSequence + 1} to {frame.Previous}."
                        );
                    replay(changes);
                    _lastSequence = frame.Last;
                }
            );
        }
    }

    private void Free(JournalSegment segment)
    {
        if (_spares.Count < SparesMax)
            _spares.Push(segment);
        else
            segment.Delete();
    }

    private string NewPath()
    {
        var number = 1;
        while (File.Exists(PathOf(number)))
            number++;
        return PathOf(number);

        string PathOf(int file) => Path.Combine(_folder, $"cosmos-{file}.journal");
    }
}
