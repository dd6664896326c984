using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>A connection with its prepared statements.</summary>
internal class StoreSession(Connection connection) : IDisposable
{
    private readonly Dictionary<int, RangeStatements> _ranges = [];

    public Connection Connection { get; } = connection;

    /// <summary>The statements of a range on this connection.</summary>
    public RangeStatements StatementsFor(PartitionRange range)
    {
        if (!_ranges.TryGetValue(range.Ordinal, out var statements))
            _ranges[range.Ordinal] = statements = new RangeStatements(Connection, range);
        return statements;
    }

    public void Dispose()
    {
        Connection.Dispose();
        GC.SuppressFinalize(this);
    }
}
