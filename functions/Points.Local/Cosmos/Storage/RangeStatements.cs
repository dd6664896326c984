using Points.Local.Cosmos.Documents;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Storage;

/// <summary>The prepared statements of one physical range on one connection, each prepared when it is first needed.</summary>
internal sealed class RangeStatements(Connection connection, PartitionRange range)
{
    private readonly string _table = range.Table;
    private readonly Dictionary<string, Statement> _queries = new(StringComparer.Ordinal);
    private Statement? _locate;
    private Statement? _read;
    private Statement? _insert;
    private Statement? _move;
    private Statement? _delete;
    private Statement? _body;

    /// <summary>Distinct query texts kept prepared per connection; queries come in few shapes.</summary>
    private const int QueriesMax = 64;

    /// <summary>Columns: sequence number, expiry. Without a time to live the key index alone answers it.</summary>
    public Statement Locate =>
        _locate ??= connection.Prepare(
            $"SELECT lsn, {(range.Container.Definition.TimeToLive is null ? "NULL" : "expires")} FROM {_table} WHERE pk = ?1 AND id = ?2"
        );

    /// <summary>Columns: sequence number, expiry, seconds, body.</summary>
    public Statement Read =>
        _read ??= connection.Prepare($"SELECT lsn, expires, ts, body FROM {_table} WHERE pk = ?1 AND id = ?2");

    /// <summary>Columns: seconds, body.</summary>
    public Statement Body => _body ??= connection.Prepare($"SELECT ts, body FROM {_table} WHERE lsn = ?1");

    public Statement Delete => _delete ??= connection.Prepare($"DELETE FROM {_table} WHERE lsn = ?1");

    public Statement Query(string sql)
    {
        if (!_queries.TryGetValue(sql, out var statement))
        {
            if (_queries.Count == QueriesMax)
                Forget();
            _queries[sql] = statement = connection.Prepare(sql);
        }
        return statement;
    }

    public void Insert(in Scalar key, StoredDocument document, long sequence, long seconds, long? expiry)
    {
        _insert ??= connection.Prepare(InsertText());
        BindVersion(_insert, document, sequence, seconds, expiry);
        _insert.Bind(5, KeyOrMissing(key)).Bind(6, document.Id).Run();
    }

    /// <summary>Replaces a version: the row moves to its new sequence number, the end of the change feed.</summary>
    public void ReplaceVersion(long from, StoredDocument document, long sequence, long seconds, long? expiry)
    {
        _move ??= connection.Prepare(MoveText());
        BindVersion(_move, document, sequence, seconds, expiry);
        _move.Bind(5, from).Run();
    }

    /// <summary>A document without a partition key value still needs one that equals itself, which NULL does not.</summary>
    public static Scalar KeyOrMissing(in Scalar key) =>
        key.Kind == ScalarKind.Undefined ? new Scalar(ScalarKind.Composite) : key;

    private static void BindVersion(
        Statement statement,
        StoredDocument document,
        long sequence,
        long seconds,
        long? expiry
    )
    {
        statement.Bind(1, sequence).Bind(2, seconds).Bind(3, expiry).Bind(4, document.Body.Span);
        for (var i = 0; i < document.IndexedValues.Length; i++)
            statement.Bind(7 + i, document.IndexedValues[i]);
    }

    private string InsertText()
    {
        var columns = range.Container.Columns.Indexed;
        var names = string.Concat(columns.Select(column => $", {column}"));
        var values = string.Concat(columns.Select((_, i) => $", ?{7 + i}"));
        return $"INSERT INTO {_table} (lsn, ts, expires, body, pk, id{names}) VALUES (?1, ?2, ?3, ?4, ?5, ?6{values})";
    }

    private string MoveText()
    {
        var set = string.Concat(range.Container.Columns.Indexed.Select((column, i) => $", {column} = ?{7 + i}"));
        return $"UPDATE {_table} SET lsn = ?1, ts = ?2, expires = ?3, body = ?4{set} WHERE lsn = ?5";
    }

    private void Forget()
    {
        foreach (var statement in _queries.Values)
            statement.Dispose();
        _queries.Clear();
    }
}
