using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Budgets;

/// <summary>
/// Budgets in Cosmos DB. An instance leases many points of a shard in one conditional write and spends them in
/// memory, so most accruals need no request to the budget. Leases become smaller as the cap comes near.
/// </summary>
/// <param name="clock">
/// Real time: operators can set the business time, but leases must end for all instances alike.
/// </param>
public sealed class CosmosBudgets(CosmosClient client, TimeProvider clock) : IBudgets, IAsyncDisposable
{
    /// <summary>Short, so that what a lost instance holds is soon free for others.</summary>
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromSeconds(20);

    /// <summary>How long before its end a lease is no longer used: twice the longest call of the store.</summary>
    private static readonly TimeSpan StopBeforeEnd = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan EmptyFor = TimeSpan.FromSeconds(1),
        WaitForOthers = TimeSpan.FromMilliseconds(10);
    private const int WaitsMax = 20;

    private readonly BudgetReconciliation _reconciliation = new(client, clock);
    private readonly BudgetShards _shards = new(client);
    private readonly ConcurrentDictionary<string, (BudgetKey Budget, LeasePool Pool)> _pools = new(
        StringComparer.Ordinal
    );

    public async Task<Allowance?> Reserve(BudgetKey budget, Points points, CancellationToken ct)
    {
        var pool = PoolOf(budget);
        for (var wait = 0; ; wait++)
        {
            if (pool.Take(points, clock.GetUtcNow()) is { } allowance)
                return allowance;
            await Refill(budget, pool, points, ct);
            if (pool.Take(points, clock.GetUtcNow()) is { } refilled)
                return refilled;
            if (pool.NotIssued < points)
                return null;
            // Near the cap, only the unused points of this instance's open allowances may remain: wait for them.
            if (!pool.HasOpenAllowances || wait == WaitsMax)
                throw new BudgetBusyException();
            await Task.Delay(WaitForOthers, ct);
        }
    }

    public async Task<Allowance> ReserveForReturn(BudgetKey budget, CancellationToken ct)
    {
        var pool = PoolOf(budget);
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (pool.TakeForReturn(clock.GetUtcNow()) is { } held)
                return held;
            await pool.RefillLock.WaitAsync(ct);
            try
            {
                if (pool.TakeForReturn(clock.GetUtcNow()) is { } leased)
                    return leased;
                await LeaseFrom(
                    budget,
                    pool,
                    Random.Shared.Next(BudgetShard.ShardsPerBudget),
                    (shard, leaseId, from, until) => shard.LendForReturn(leaseId, from, until),
                    ct
                );
            }
            finally
            {
                pool.RefillLock.Release();
            }
        }
        throw ConflictRetry.Exhausted();
    }

    public void Settle(BudgetKey budget, Allowance allowance, ImmutableArray<LeaseSpend> issued) =>
        _pools[budget.Name].Pool.Settle(allowance, issued);

    public void Abandon(BudgetKey budget, Allowance allowance) => _pools[budget.Name].Pool.Abandon(allowance);

    public async Task<BudgetState> GetState(BudgetKey budget, CancellationToken ct)
    {
        var (pool, cap, issued, leased) = (
            _pools.GetValueOrDefault(budget.Name).Pool,
            Points.Zero,
            Points.Zero,
            Points.Zero
        );
        for (var number = 0; number < BudgetShard.ShardsPerBudget; number++)
        {
            var shard = await _shards.Find(budget, number, ct);
            (cap, issued, leased) = (cap + shard.Cap, issued + shard.Issued, leased + shard.Leased);
            foreach (var lease in shard.Leases)
                if (pool?.IssuedOf(lease.LeaseId) is { } here)
                    (issued, leased) = (issued + here, leased - here);
        }
        return new(budget.Period, cap, issued, leased);
    }

    /// <summary>Returns what is left of all leases, when the instance stops.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (budget, pool) in _pools.Values)
            await SettleAll(budget, pool);
    }

    /// <summary>
    /// Leases the missing points. If the shards have too few, reclaims the leases of instances that have ended, and
    /// tries once more.
    /// </summary>
    private async Task Refill(BudgetKey budget, LeasePool pool, Points needed, CancellationToken ct)
    {
        await pool.RefillLock.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() < pool.EmptyUntil)
                return;
            var spent = pool.Retire(clock.GetUtcNow(), all: false).GroupBy(lease => lease.Shard).ToArray();
            foreach (var leases in spent.Skip(1))
                await Settle(budget, pool, leases);
            await LeaseMissing(budget, pool, needed, spent.FirstOrDefault(), ct);
            if (pool.Shortfall(needed, clock.GetUtcNow()) > Points.Zero && await _reconciliation.Run(ct) > 0)
                await LeaseMissing(budget, pool, needed, settled: null, ct);
            pool.RemoveEnded(clock.GetUtcNow() - BudgetReconciliation.GracePeriod);
            if (pool.Shortfall(needed, clock.GetUtcNow()) > Points.Zero)
            {
                pool.NotSettled = await CountNotSettled(budget, ct);
                pool.EmptyUntil = clock.GetUtcNow() + EmptyFor;
            }
            await RetireOtherPeriods(budget);
        }
        finally
        {
            pool.RefillLock.Release();
        }
    }

    /// <summary>
    /// Leases the missing points, from one shard after the other. Starts at the shard of the leases that it settles,
    /// in the same write; without such leases, at a random shard.
    /// </summary>
    private async Task LeaseMissing(
        BudgetKey budget,
        LeasePool pool,
        Points needed,
        IGrouping<int, HeldLease>? settled,
        CancellationToken ct
    )
    {
        var first = settled?.Key ?? Random.Shared.Next(BudgetShard.ShardsPerBudget);
        for (var i = 0; i < BudgetShard.ShardsPerBudget; i++)
        {
            var missing = pool.Shortfall(needed, clock.GetUtcNow());
            if (missing == Points.Zero)
                return;
            var spent = i == 0 && settled is not null ? settled.ToArray() : [];
            await LeaseFrom(
                budget,
                pool,
                (first + i) % BudgetShard.ShardsPerBudget,
                (shard, leaseId, from, until) =>
                    SettleIn(shard, spent).Lend(missing, pool.LastIssued * 2, leaseId, from, until),
                ct
            );
            pool.Remove(spent);
        }
    }

    private static BudgetShard SettleIn(BudgetShard shard, IEnumerable<HeldLease> leases) =>
        leases.Aggregate(shard, (it, lease) => it.Settle(lease.Lease.LeaseId, lease.Issued));

    /// <summary>The cap, less the points of all settled leases.</summary>
    private async Task<Points> CountNotSettled(BudgetKey budget, CancellationToken ct)
    {
        var notSettled = Points.Zero;
        for (var number = 0; number < BudgetShard.ShardsPerBudget; number++)
        {
            var shard = await _shards.Find(budget, number, ct);
            notSettled += shard.Cap - shard.Issued;
        }
        return notSettled;
    }

    /// <summary>What the ids of the leases of a shard begin with.</summary>
    /// <param name="shardId">The id of the shard's document.</param>
    internal static string LeasePrefixOf(string shardId) =>
        shardId[(BudgetShardDocument.TypeName.Length + 1)..].Replace(':', '~');

    /// <summary>Leases points of one shard in one conditional write and adds the lease to the pool.</summary>
    private async Task LeaseFrom(
        BudgetKey budget,
        LeasePool pool,
        int number,
        Func<BudgetShard, string, DateTimeOffset, DateTimeOffset, (BudgetShard Shard, Lease? Lease)> lend,
        CancellationToken ct
    )
    {
        var prefix = LeasePrefixOf(BudgetShardDocument.IdOf(budget, number));
        var (now, leaseId) = (clock.GetUtcNow(), $"{prefix}~{Guid.NewGuid():N}");
        Lease? lent = null;
        await _shards.Change(
            budget,
            number,
            shard =>
            {
                lent = shard.Leases.FirstOrDefault(lease => lease.LeaseId == leaseId);
                if (lent is not null)
                    return shard; // The write succeeded, but its answer was lost.
                (shard, lent) = lend(shard, leaseId, now, now + LeaseDuration);
                return shard;
            },
            ct
        );
        if (lent is null)
            return;
        var deadline = new CancellationTokenSource(lent.Until - now, clock);
        pool.Add(new(lent, number, lent.Until - StopBeforeEnd, deadline.Token));
    }

    /// <summary>Returns what is left of the leases of the same budget for other periods.</summary>
    private async Task RetireOtherPeriods(BudgetKey current)
    {
        foreach (
            var (budget, pool) in _pools.Values.Where(it =>
                it.Budget.ProgrammeId == current.ProgrammeId
                && it.Budget.Purpose == current.Purpose
                && it.Budget.Period != current.Period
            )
        )
            await SettleAll(budget, pool);
    }

    /// <summary>
    /// Settles all leases that this instance can settle: reports their issued points, returns the rest.
    /// </summary>
    private async Task SettleAll(BudgetKey budget, LeasePool pool)
    {
        foreach (var leases in pool.Retire(clock.GetUtcNow(), all: true).GroupBy(lease => lease.Shard))
            await Settle(budget, pool, leases);
        pool.RemoveEnded(clock.GetUtcNow() - BudgetReconciliation.GracePeriod);
    }

    private async Task Settle(BudgetKey budget, LeasePool pool, IGrouping<int, HeldLease> leases)
    {
        await _shards.Change(budget, leases.Key, shard => SettleIn(shard, leases), CancellationToken.None);
        pool.Remove(leases);
    }

    private LeasePool PoolOf(BudgetKey budget) => _pools.GetOrAdd(budget.Name, _ => (budget, new())).Pool;
}
