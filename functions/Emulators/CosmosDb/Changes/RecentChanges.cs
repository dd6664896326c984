using System.Runtime.InteropServices;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Changes;

/// <summary>
/// The newest changes of all documents, in the order of their sequence numbers. The later ones are not in the tables
/// yet; the earlier ones are, and are kept here for readers of change feeds. To find the newest version of a document,
/// look here first and then in the tables.
/// </summary>
/// <param name="forgotten">The sequence number up to which only tables hold the changes.</param>
internal sealed class RecentChanges(long forgotten)
{
    /// <summary>Changes that tables hold already are kept up to this size.</summary>
    private const long KeptBytesMax = 12 * 1024 * 1024;

    private readonly Lock _gate = new();
    private readonly Dictionary<DocumentKey, DocumentChange> _latest = [];
    private readonly List<DocumentChange> _log = [];
    private int _first;
    private int _firstUnfilled;
    private long _keptBytes;
    private long _unfilledBytes;
    private long _forgotten = forgotten;

    /// <summary>About how much memory the changes take that tables lack.</summary>
    public long UnfilledBytes => Volatile.Read(ref _unfilledBytes);

    /// <summary>Makes changes visible that are on disk. Called by the writer.</summary>
    /// <param name="changes">The changes, in the order of their sequence numbers.</param>
    public void Publish(List<DocumentChange> changes)
    {
        lock (_gate)
        {
            foreach (var change in changes)
            {
                ref var latest = ref CollectionsMarshal.GetValueRefOrAddDefault(_latest, change.Key, out var exists);
                if (exists)
                    latest!.IsSuperseded = true;
                latest = change;
                _log.Add(change);
                _unfilledBytes += change.Bytes;
            }
        }
    }

    /// <summary>Finds the newest change of a document; null if only tables know it.</summary>
    public DocumentChange? Find(in DocumentKey key)
    {
        lock (_gate)
            return _latest.GetValueOrDefault(key);
    }

    /// <summary>Whether tables lack a change of a range, or of a partition in it.</summary>
    public bool HasUnfilled(PartitionRange range, Scalar? partitionKey)
    {
        lock (_gate)
        {
            foreach (var change in CollectionsMarshal.AsSpan(_log)[_firstUnfilled..])
                if (
                    change.Range.Ordinal == range.Ordinal
                    && (partitionKey is not { } key || key == change.PartitionKey)
                )
                    return true;
            return false;
        }
    }

    /// <summary>Takes the oldest changes that tables lack.</summary>
    /// <param name="countMax">How many to take.</param>
    /// <param name="changes">Filled with those that were not superseded.</param>
    /// <returns>How many were taken, and the sequence number of the last; none if tables lack nothing.</returns>
    public (int Count, long Through) TakeUnfilled(int countMax, List<DocumentChange> changes)
    {
        lock (_gate)
        {
            var unfilled = CollectionsMarshal.AsSpan(_log)[_firstUnfilled..];
            var taken = unfilled[..Math.Min(countMax, unfilled.Length)];
            foreach (var change in taken)
                if (!change.IsSuperseded)
                    changes.Add(change);
            return taken.IsEmpty ? default : (taken.Length, taken[^1].Sequence);
        }
    }

    /// <summary>Notes that tables hold the oldest changes that they lacked.</summary>
    /// <param name="count">As <see cref="TakeUnfilled"/> returned it.</param>
    public void MarkFilled(int count)
    {
        lock (_gate)
        {
            foreach (var change in CollectionsMarshal.AsSpan(_log).Slice(_firstUnfilled, count))
            {
                _unfilledBytes -= change.Bytes;
                _keptBytes += change.Bytes;
            }
            _firstUnfilled += count;
        }
    }

    /// <summary>
    /// Forgets the oldest changes that tables hold. Only the writer calls it, between two groups of writes: so a
    /// change that the writer does not find here is in the tables as the writer sees them.
    /// </summary>
    public void ForgetFilled()
    {
        if (Volatile.Read(ref _keptBytes) <= KeptBytesMax)
            return;
        lock (_gate)
        {
            for (; _keptBytes > KeptBytesMax; _first++)
            {
                var change = _log[_first];
                _keptBytes -= change.Bytes;
                _forgotten = change.Sequence;
                if (!change.IsSuperseded)
                    _latest.Remove(change.Key);
                _log[_first] = null!;
            }
            if (_first > _log.Count / 2)
            {
                _log.RemoveRange(0, _first);
                (_firstUnfilled, _first) = (_firstUnfilled - _first, 0);
            }
        }
    }

    /// <summary>Reads the newest versions of a range's documents in the order of their changes.</summary>
    /// <param name="range">The range.</param>
    /// <param name="after">The sequence number after which to read.</param>
    /// <param name="isWanted">Chooses among the changes.</param>
    /// <param name="countMax">How many to read.</param>
    /// <param name="changes">Filled with the changes.</param>
    /// <returns>How far changes were read, or how far only tables can tell them.</returns>
    public FeedPosition ReadFeed(
        PartitionRange range,
        long after,
        Predicate<DocumentChange> isWanted,
        int countMax,
        List<DocumentChange> changes
    )
    {
        lock (_gate)
        {
            if (after < _forgotten)
                return new(_forgotten, IsInTables: true);
            foreach (var change in CollectionsMarshal.AsSpan(_log)[IndexAfter(after)..])
            {
                if (changes.Count == countMax)
                    break;
                after = change.Sequence;
                if (change is { IsSuperseded: false, Version: not null } && change.Range.Ordinal == range.Ordinal)
                    if (isWanted(change))
                        changes.Add(change);
            }
            return new(after, IsInTables: false);
        }
    }

    /// <summary>The place of the first change after a sequence number.</summary>
    private int IndexAfter(long sequence)
    {
        var (low, high) = (_first, _log.Count);
        while (low < high)
        {
            var middle = (low + high) / 2;
            if (_log[middle].Sequence <= sequence)
                low = middle + 1;
            else
                high = middle;
        }
        return low;
    }
}
