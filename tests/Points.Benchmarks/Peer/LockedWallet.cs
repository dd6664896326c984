using System.Data;
using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>What a request wrote, under its id.</summary>
internal sealed record FirstAnswer(byte[] Fingerprint, byte[] Body);

/// <summary>
/// A wallet that is locked until the end of its transaction. The first round trip begins the transaction, locks the
/// wallet, and reads what a decision needs; the second one writes everything and commits.
/// </summary>
internal sealed class LockedWallet : IAsyncDisposable
{
    private readonly NpgsqlConnection _connection;
    private bool _isFinished;

    private LockedWallet(NpgsqlConnection connection) => _connection = connection;

    public long Id { get; private set; }
    public long Balance { get; private set; }
    public long Sequence { get; private set; }
    public byte[] Head { get; private set; } = [];

    /// <summary>The lots with points, in the order in which they expire.</summary>
    public List<LotView> Lots { get; } = [];

    /// <summary>Null if the request is new.</summary>
    public FirstAnswer? First { get; private set; }

    /// <returns>Null if the member has no wallet in the programme.</returns>
    public static async Task<LockedWallet?> Lock(NpgsqlDataSource database, WriteRequest request, CancellationToken ct)
    {
        var wallet = new LockedWallet(await database.OpenConnectionAsync(ct));
        try
        {
            if (await wallet.Read(request, ct))
                return wallet;
        }
        catch
        {
            await wallet.DisposeAsync();
            throw;
        }
        await wallet.DisposeAsync();
        return null;
    }

    /// <summary>A batch for what the request writes; <see cref="Commit"/> sends it.</summary>
    public NpgsqlBatch CreateBatch() => _connection.CreateBatch();

    public async Task Commit(NpgsqlBatch writes, CancellationToken ct)
    {
        writes.Add("COMMIT");
        await writes.ExecuteNonQueryAsync(ct);
        _isFinished = true;
    }

    public async ValueTask DisposeAsync()
    {
        if (!_isFinished && _connection.State == ConnectionState.Open)
        {
            await using var rollback = _connection.CreateCommand();
            rollback.CommandText = "ROLLBACK";
            await rollback.ExecuteNonQueryAsync();
        }
        await _connection.DisposeAsync();
    }

    /// <summary>
    /// Each statement sees what was committed before it began. So the entry and the lots are read by statements of
    /// their own, after the one that waits for the lock: in one statement with it, they could be older than the lock.
    /// </summary>
    private async Task<bool> Read(WriteRequest request, CancellationToken ct)
    {
        await using var batch = _connection.CreateBatch();
        batch.Add("BEGIN");
        batch.Add(
            "SELECT id, balance, sequence, head FROM wallet WHERE member = $1 AND programme = $2 FOR UPDATE",
            Parameter.Of(request.Member),
            Parameter.Of(request.Terms.ProgrammeId)
        );
        batch.Add("SELECT fingerprint, answer FROM entry WHERE id = $1", Parameter.Of(request.Id));
        batch.Add(
            "SELECT issuer, expires, points FROM lot"
                + " WHERE wallet = (SELECT id FROM wallet WHERE member = $1 AND programme = $2)"
                + " AND points > 0 AND expires >= $3 ORDER BY expires, issuer",
            Parameter.Of(request.Member),
            Parameter.Of(request.Terms.ProgrammeId),
            Parameter.Of(request.Today)
        );
        await using var reader = await batch.ExecuteReaderAsync(ct);
        if (!await reader.ReadAsync(ct))
            return false;
        (Id, Balance, Sequence) = (reader.GetInt64(0), reader.GetInt64(1), reader.GetInt64(2));
        Head = reader.GetFieldValue<byte[]>(3);
        await reader.NextResultAsync(ct);
        if (await reader.ReadAsync(ct))
            First = new(reader.GetFieldValue<byte[]>(0), reader.GetFieldValue<byte[]>(1));
        await reader.NextResultAsync(ct);
        while (await reader.ReadAsync(ct))
            Lots.Add(new(reader.GetInt64(2), reader.GetFieldValue<DateOnly>(1), reader.GetString(0)));
        return true;
    }
}
