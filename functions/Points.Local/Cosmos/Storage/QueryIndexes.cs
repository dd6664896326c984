using System.Collections.Concurrent;
using Points.Local.Cosmos.Queries;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>
/// The SQLite indexes behind queries. Cosmos indexes every path by itself; SQLite wants one index for each shape of query,
/// and an index for every path and its combinations would slow every write. So the first query of a shape builds its
/// index, and a container pays for what is asked of it and nothing else.
/// </summary>
internal sealed class QueryIndexes(GroupCommitWriter<StoreWriteSession> writer, IEnumerable<string> existing)
{
    /// <summary>Shapes served by an index in one store; more would mean queries made of data, which are served by a scan.</summary>
    private const int IndexesMax = 256;

    private readonly ConcurrentDictionary<string, Task> _built = new(
        existing.Select(name => KeyValuePair.Create(name, Task.CompletedTask)),
        StringComparer.Ordinal
    );

    /// <summary>Completes when the shape's index exists; false when the table's own key serves it as well as can be.</summary>
    public async Task<bool> Ensure(PartitionRange range, QueryShape shape)
    {
        if (shape.IndexName(range) is not { } name || (_built.Count >= IndexesMax && !_built.ContainsKey(name)))
            return false;
        await _built.GetOrAdd(
            name,
            _ =>
                writer.RunInTransaction(session =>
                {
                    session.Connection.Execute(shape.CreateIndex(range));
                    return true;
                })
        );
        return true;
    }

    /// <summary>Forgets the indexes of a range that is gone.</summary>
    public void Forget(PartitionRange range)
    {
        foreach (var name in _built.Keys.Where(name => name.StartsWith(range.Table + "_", StringComparison.Ordinal)))
            _built.TryRemove(name, out _);
    }
}
