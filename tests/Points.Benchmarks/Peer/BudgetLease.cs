using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>
/// The points that a programme may still issue in a month. Requests take them from memory; only now and then the
/// budget's row is updated, so that purchases do not wait for each other at one row. Points in memory are lost when the
/// service ends or the month does: the budget may then issue less, and never more.
/// </summary>
internal sealed class BudgetLease(NpgsqlDataSource database, string programme, long cap) : IDisposable
{
    private const long LeasePoints = 100_000; // Some two thousand purchases of the benchmark.

    private readonly Lock _gate = new();
    private readonly SemaphoreSlim _renewing = new(1);
    private string _period = "";
    private long _left;

    /// <returns>False if the budget of the month has not that many points left.</returns>
    public async ValueTask<bool> TryTake(long points, string period, CancellationToken ct)
    {
        while (!TryTakeLeased(points, period))
        {
            await _renewing.WaitAsync(ct);
            try
            {
                if (TryTakeLeased(points, period))
                    return true;
                if (await Lease(Math.Max(points, LeasePoints), period, ct) is not (> 0 and var leased))
                    return false;
                lock (_gate)
                    (_period, _left) = (period, leased + (_period == period ? _left : 0));
            }
            finally
            {
                _renewing.Release();
            }
        }
        return true;
    }

    /// <summary>Returns points that were taken for a purchase that was not booked.</summary>
    public void GiveBack(long points, string period)
    {
        lock (_gate)
            if (_period == period)
                _left += points;
    }

    public void Dispose() => _renewing.Dispose();

    private bool TryTakeLeased(long points, string period)
    {
        lock (_gate)
        {
            if (points > 0 && (_period != period || _left < points))
                return false;
            _left -= points;
            return true;
        }
    }

    /// <returns>The points that were leased: fewer than asked for, or none, if the cap is near.</returns>
    private async Task<long> Lease(long points, string period, CancellationToken ct)
    {
        await using var connection = await database.OpenConnectionAsync(ct);
        await using var batch = connection.CreateBatch();
        batch.Add(
            "INSERT INTO budget (programme, period, leased) VALUES ($1, $2, 0) ON CONFLICT DO NOTHING",
            Parameter.Of(programme),
            Parameter.Of(period)
        );
        batch.Add(
            "WITH before AS (SELECT leased FROM budget WHERE programme = $1 AND period = $2 FOR UPDATE)"
                + " UPDATE budget SET leased = least($3, before.leased + $4) FROM before"
                + " WHERE programme = $1 AND period = $2 RETURNING budget.leased - before.leased",
            Parameter.Of(programme),
            Parameter.Of(period),
            Parameter.Of(cap),
            Parameter.Of(points)
        );
        return (long)(await batch.ExecuteScalarAsync(ct))!;
    }
}
