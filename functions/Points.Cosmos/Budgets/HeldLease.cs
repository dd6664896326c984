using Points.Domain.Budgets;

namespace Points.Cosmos.Budgets;

/// <summary>A lease that this instance holds and spends in memory.</summary>
internal sealed class HeldLease(Lease lease, int shard, DateTimeOffset stopAt, CancellationToken deadline)
{
    public Lease Lease => lease;

    public int Shard => shard;

    /// <summary>Cancels commits that use the lease, once reconciliation may settle it.</summary>
    public CancellationToken Deadline => deadline;

    /// <summary>The points that are neither issued nor in an open allowance.</summary>
    public Points Remaining { get; set; } = lease.Points;

    /// <summary>How many allowances of this lease are not settled.</summary>
    public int OpenAllowances { get; set; }

    /// <summary>Whether this instance does not know what was issued. Reconciliation reads it from the ledger.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>The issued points. Below zero if more points were returned than issued.</summary>
    public Points Issued { get; set; }

    /// <summary>Whether this instance has given up the lease: nothing more is taken from it.</summary>
    public bool IsRetired { get; set; }

    /// <summary>Whether points can be taken from the lease.</summary>
    public bool IsUsable(DateTimeOffset now) => CanTakeBack(now) && Remaining > Points.Zero;

    /// <summary>Whether points can be returned to the lease, even if it has none left.</summary>
    public bool CanTakeBack(DateTimeOffset now) => !IsRetired && now < stopAt;

    /// <summary>Whether no allowance is open and this instance knows what was issued.</summary>
    public bool CanBeSettled => OpenAllowances == 0 && !IsUncertain;
}
