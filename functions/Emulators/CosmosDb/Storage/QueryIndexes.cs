using System.Collections.Concurrent;
using Emulators.CosmosDb.Queries;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// The SQLite indexes that serve queries. Cosmos indexes every path. SQLite needs an index for each shape of query, and
/// indexes for all combinations of paths would slow every write. So the first query of a shape creates its index, and a
/// container has only the indexes that its queries use.
/// </summary>
internal sealed class QueryIndexes(GroupCommitWriter<StoreWriteSession> writer, IEnumerable<string> existing)
{
    /// <summary>Indexes in one store. Queries of further shapes scan.</summary>
    private const int IndexesMax = 256;

    private readonly ConcurrentDictionary<string, Task> _built = new(
        existing.Select(name => KeyValuePair.Create(name, Task.CompletedTask)),
        StringComparer.Ordinal
    );

    /// <summary>
    /// Creates the index of a shape when it is missing; completes when it exists. False when the shape has no index:
    /// the table's unique key serves it, or there are too many indexes.
    /// </summary>
    public async Task<bool> Ensure(PartitionRange range, QueryShape shape)
    {
        if (shape.IndexName(range) is not { } name || (_built.Count >= IndexesMax && !_built.ContainsKey(name)))
            return false;
        await _built.GetOrAdd(
            name,
            _ =>
                writer.RunInTransaction(session =>
                    session.ChangeTables(tables =>
                    {
                        tables.Execute(shape.CreateIndex(range));
                        return true;
                    })
                )
        );
        return true;
    }

    /// <summary>Forgets the indexes of a range that was deleted.</summary>
    public void Forget(PartitionRange range)
    {
        foreach (var name in _built.Keys.Where(name => name.StartsWith(range.Table + "_", StringComparison.Ordinal)))
            _built.TryRemove(name, out _);
    }
}
