using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Azure.Cosmos;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Budgets;

/// <summary>
/// Budgets in Cosmos DB: an instance leases a chunk of a shard in one conditional write and spends it in memory, so that
/// the budget costs an accrual nothing. Chunks shrink as the cap comes near, down to what is asked for.
/// </summary>
/// <param name="clock">Real time: business time can be set, and leases end for everyone alike.</param>
public sealed class CosmosBudgets(CosmosClient client, TimeProvider clock) : IBudgets, IAsyncDisposable
{
    public static readonly TimeSpan LeaseDuration = TimeSpan.FromMinutes(5);

    /// <summary>How long before its end a lease is no longer spent: longer than a commit takes at its worst but for lost networks.</summary>
    private static readonly TimeSpan StopBeforeEnd = TimeSpan.FromMinutes(1);

    private static readonly TimeSpan ExhaustedFor = TimeSpan.FromSeconds(1),
        WaitForOthers = TimeSpan.FromMilliseconds(10);
    private const int WaitsMax = 20;

    private readonly BudgetShards _shards = new(client);
    private readonly ConcurrentDictionary<
        (string ProgrammeId, string Period),
        (BudgetKey Budget, LeasePool Purse)
    > _pools = new();

    public async Task<Allowance> Reserve(BudgetKey budget, Points pointsMax, CancellationToken ct)
    {
        var pool = _pools.GetOrAdd(KeyOf(budget), _ => (budget, new())).Purse;
        for (var wait = 0; ; wait++)
        {
            if (pool.Take(pointsMax, clock.GetUtcNow(), wholeOnly: true) is { } whole)
                return whole;
            await Refill(budget, pool, pointsMax, ct);
            // Near the cap, what others hold and do not need may be all there is: they are asked to be done first.
            if (!pool.HasOpenAllowances || wait == WaitsMax)
                return pool.Take(pointsMax, clock.GetUtcNow(), wholeOnly: false)!;
            await Task.Delay(WaitForOthers, ct);
        }
    }

    public async Task<Allowance> ReserveForReturn(BudgetKey budget, CancellationToken ct)
    {
        var pool = _pools.GetOrAdd(KeyOf(budget), _ => (budget, new())).Purse;
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
        _pools[KeyOf(budget)].Purse.Settle(allowance, issued);

    public void Abandon(BudgetKey budget, Allowance allowance) => _pools[KeyOf(budget)].Purse.Abandon(allowance);

    public async Task<BudgetState> GetState(BudgetKey budget, CancellationToken ct)
    {
        var (pool, cap, issued, leased) = (
            _pools.GetValueOrDefault(KeyOf(budget)).Purse,
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

    /// <summary>Gives back what is left of the leases, for an end in order.</summary>
    public async ValueTask DisposeAsync()
    {
        foreach (var (budget, pool) in _pools.Values)
            await Settle(budget, pool, all: true);
    }

    /// <summary>Leases what is missing, from shard to shard.</summary>
    private async Task Refill(BudgetKey budget, LeasePool pool, Points upTo, CancellationToken ct)
    {
        await pool.RefillLock.WaitAsync(ct);
        try
        {
            if (clock.GetUtcNow() < pool.ExhaustedUntil)
                return;
            await Settle(budget, pool, all: false);
            var first = Random.Shared.Next(BudgetShard.ShardsPerBudget);
            for (
                var i = 0;
                i < BudgetShard.ShardsPerBudget && pool.Shortfall(upTo, clock.GetUtcNow()) > Points.Zero;
                i++
            )
            {
                var missing = pool.Shortfall(upTo, clock.GetUtcNow());
                await LeaseFrom(
                    budget,
                    pool,
                    (first + i) % BudgetShard.ShardsPerBudget,
                    (shard, leaseId, from, until) => shard.Lend(missing, leaseId, from, until),
                    ct
                );
            }
            if (pool.Shortfall(upTo, clock.GetUtcNow()) > Points.Zero)
                pool.ExhaustedUntil = clock.GetUtcNow() + ExhaustedFor;
            await RetireOtherPeriods(budget);
        }
        finally
        {
            pool.RefillLock.Release();
        }
    }

    /// <summary>One conditional write.</summary>
    private async Task LeaseFrom(
        BudgetKey budget,
        LeasePool pool,
        int number,
        Func<BudgetShard, string, DateTimeOffset, DateTimeOffset, (BudgetShard Shard, Lease? Lease)> lend,
        CancellationToken ct
    )
    {
        var (now, leaseId) = (clock.GetUtcNow(), $"{budget.ProgrammeId}~{budget.Period}~{number}~{Guid.NewGuid():N}");
        Lease? lent = null;
        await _shards.Change(
            budget,
            number,
            shard =>
            {
                lent = shard.Leases.FirstOrDefault(lease => lease.LeaseId == leaseId);
                if (lent is not null)
                    return shard; // Its answer was lost.
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

    /// <summary>Gives back what other periods of the programme left over.</summary>
    private async Task RetireOtherPeriods(BudgetKey current)
    {
        foreach (
            var (budget, pool) in _pools.Values.Where(it =>
                it.Budget.ProgrammeId == current.ProgrammeId && it.Budget.Period != current.Period
            )
        )
            await Settle(budget, pool, all: true);
    }

    /// <summary>Says what was issued of leases that this instance is through with, and gives the rest back.</summary>
    /// <param name="all">Also of those that it could still use.</param>
    private async Task Settle(BudgetKey budget, LeasePool pool, bool all)
    {
        foreach (var shard in pool.Retire(clock.GetUtcNow(), all).GroupBy(lease => lease.Shard))
        {
            await _shards.Change(
                budget,
                shard.Key,
                it => shard.Aggregate(it, (next, lease) => next.Settle(lease.Lease.LeaseId, lease.Issued)),
                CancellationToken.None
            );
            pool.Remove(shard);
        }
        pool.RemoveEnded(clock.GetUtcNow() - BudgetReconciliation.GracePeriod);
    }

    private static (string ProgrammeId, string Period) KeyOf(BudgetKey budget) => (budget.ProgrammeId, budget.Period);
}
