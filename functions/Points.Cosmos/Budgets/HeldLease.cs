using Points.Domain.Budgets;

namespace Points.Cosmos.Budgets;

/// <summary>A lease as this instance spends it, in memory.</summary>
internal sealed class HeldLease(Lease lease, int shard, DateTimeOffset stopAt, CancellationToken deadline)
{
    public Lease Lease => lease;

    public int Shard => shard;

    /// <summary>Ends what was begun with the lease when others may count it up.</summary>
    public CancellationToken Deadline => deadline;

    /// <summary>Neither issued nor in anybody's hands.</summary>
    public Points Remaining { get; set; } = lease.Points;

    /// <summary>Allowances that are not settled.</summary>
    public int OpenAllowances { get; set; }

    /// <summary>Nobody here knows what was issued of it: the ledger does.</summary>
    public bool IsUncertain { get; set; }

    /// <summary>Below zero where more came back to it than went out.</summary>
    public Points Issued { get; set; }

    /// <summary>Given up by this instance: nothing is taken from it any more, whatever the time.</summary>
    public bool IsRetired { get; set; }

    public bool IsUsable(DateTimeOffset now) => CanTakeBack(now) && Remaining > Points.Zero;

    /// <summary>Whether points can be given back to it, whatever it has.</summary>
    public bool CanTakeBack(DateTimeOffset now) => !IsRetired && now < stopAt;

    /// <summary>Whether nobody holds any of it and this instance can say what was issued.</summary>
    public bool CanBeSettled => OpenAllowances == 0 && !IsUncertain;
}
