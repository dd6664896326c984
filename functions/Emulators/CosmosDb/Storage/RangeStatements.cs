using Emulators.CosmosDb.Changes;
using Emulators.CosmosDb.Documents;
using Emulators.Sqlite;

namespace Emulators.CosmosDb.Storage;

/// <summary>
/// The prepared statements of one physical range on one connection. Each is prepared when it is first needed.
/// </summary>
internal sealed class RangeStatements(Connection connection, PartitionRange range)
{
    /// <summary>Query texts that are kept prepared for each connection. Queries have few different shapes.</summary>
    private const int QueriesMax = 64;

    /// <summary>The parameter of the first indexed value in <see cref="StoreText"/>.</summary>
    private const int FirstIndexedParameter = 7;

    private readonly string _table = range.Table;
    private readonly Dictionary<string, SqlStatement> _queries = new(StringComparer.Ordinal);
    private SqlStatement? _locate;
    private SqlStatement? _read;
    private SqlStatement? _body;
    private SqlStatement? _store;
    private SqlStatement? _remove;

    /// <summary>Finds a document's row without reading its body.</summary>
    /// <returns>The row's sequence number, 0 when there is no row, and whether the document has expired.</returns>
    public (long Sequence, bool HasExpired) Locate(in Scalar key, string id, long seconds)
    {
        // Without the column of the expiry, the index of the key alone answers the statement.
        var expires = range.Container.Definition.TimeToLive is null ? "NULL" : "expires";
        _locate ??= connection.Prepare($"SELECT lsn, {expires} FROM {_table} WHERE pk = ?1 AND id = ?2");
        _locate.Bind(1, KeyOrMissing(key)).Bind(2, id);
        var found = _locate.Step()
            ? (_locate.GetInt64(ReadColumns.Sequence), HasExpired(_locate, seconds))
            : (0L, false);
        _locate.Reset();
        return found;
    }

    /// <summary>
    /// The statement that reads a document. It returns one row at most, with the columns of <see cref="ReadColumns"/>.
    /// The caller steps and resets it.
    /// </summary>
    public SqlStatement Read(in Scalar key, string id)
    {
        _read ??= connection.Prepare($"SELECT lsn, expires, ts, body FROM {_table} WHERE pk = ?1 AND id = ?2");
        return _read.Bind(1, KeyOrMissing(key)).Bind(2, id);
    }

    /// <summary>Whether the document in a row of <see cref="Read"/> has expired.</summary>
    public static bool HasExpired(SqlStatement row, long seconds) =>
        !row.IsNull(ReadColumns.Expiry) && row.GetInt64(ReadColumns.Expiry) <= seconds;

    /// <summary>Reads a row's body, and when it was written, in seconds since 1970.</summary>
    public (ReadOnlyMemory<byte> Body, long Seconds) ReadBody(long sequence)
    {
        _body ??= connection.Prepare($"SELECT ts, body FROM {_table} WHERE lsn = ?1");
        _body.Bind(1, sequence).Step();
        var (seconds, body) = (_body.GetInt64(0), _body.GetBlob(1).ToArray());
        _body.Reset();
        return (body, seconds);
    }

    /// <summary>Brings a change into the table, unless that holds a later version already.</summary>
    public void Apply(DocumentChange change)
    {
        if (change.Version is { } version)
            Store(change, version);
        else
            Remove(change);
    }

    /// <summary>Prepares a query's text, or returns it prepared from before. The caller steps and resets it.</summary>
    public SqlStatement Query(string sql)
    {
        if (!_queries.TryGetValue(sql, out var statement))
        {
            if (_queries.Count == QueriesMax)
                Forget();
            _queries[sql] = statement = connection.Prepare(sql);
        }
        return statement;
    }

    /// <summary>
    /// The key as a column value. A missing key is stored as a value of its own, because NULL does not equal NULL.
    /// </summary>
    public static Scalar KeyOrMissing(in Scalar key) =>
        key.Kind == ScalarKind.Undefined ? new Scalar(ScalarKind.Composite) : key;

    /// <summary>The key that <see cref="KeyOrMissing"/> turned into a column value.</summary>
    public static Scalar KeyFromColumn(in Scalar column) =>
        column.Kind == ScalarKind.Composite ? Scalar.Undefined : column;

    private void Store(DocumentChange change, EncodedDocument version)
    {
        _store ??= connection.Prepare(StoreText());
        _store
            .Bind(1, change.Sequence)
            .Bind(2, change.Seconds)
            .Bind(3, change.Expiry)
            .Bind(4, version.Body.Span)
            .Bind(5, KeyOrMissing(change.PartitionKey))
            .Bind(6, change.Id);
        for (var i = 0; i < version.IndexedValues.Length; i++)
            _store.Bind(FirstIndexedParameter + i, version.IndexedValues[i]);
        _store.Run();
    }

    private void Remove(DocumentChange change)
    {
        _remove ??= connection.Prepare($"DELETE FROM {_table} WHERE pk = ?1 AND id = ?2 AND lsn < ?3");
        _remove.Bind(1, KeyOrMissing(change.PartitionKey)).Bind(2, change.Id).Bind(3, change.Sequence).Run();
    }

    /// <summary>A document that changes moves to its new sequence number, the end of the change feed.</summary>
    private string StoreText()
    {
        var columns = range.Container.Columns.Indexed;
        var names = string.Concat(columns.Select(column => $", {column}"));
        var values = string.Concat(columns.Select((_, i) => $", ?{FirstIndexedParameter + i}"));
        var set = string.Concat(columns.Select(column => $", {column} = excluded.{column}"));
        return $"INSERT INTO {_table} (lsn, ts, expires, body, pk, id{names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6{values}) "
            + $"ON CONFLICT (lsn) DO NOTHING ON CONFLICT ({StoreSchema.UniqueKey(range)}) DO UPDATE "
            + $"SET lsn = excluded.lsn, ts = excluded.ts, expires = excluded.expires, body = excluded.body{set} "
            + $"WHERE excluded.lsn > {_table}.lsn";
    }

    private void Forget()
    {
        foreach (var statement in _queries.Values)
            statement.Dispose();
        _queries.Clear();
    }

    /// <summary>The columns of <see cref="Read"/>. Those of <see cref="Locate"/> are the first two.</summary>
    internal static class ReadColumns
    {
        public const int Sequence = 0;
        public const int Expiry = 1;
        public const int Seconds = 2;
        public const int Body = 3;
    }
}
