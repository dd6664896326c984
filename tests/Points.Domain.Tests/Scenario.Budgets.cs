using Points.Domain.Budgets;
using Points.Domain.Ledger;

namespace Points.Domain.Tests;

/// <summary>The budgets that the steps draw on, and how the points in the wallets compare with them.</summary>
internal sealed partial class Scenario
{
    /// <summary>The leases of the budgets, as entries name them.</summary>
    public const string MainLease = "main",
        CompensationLease = "compensation",
        AdjustmentLease = "adjustments",
        OpeningLease = "openings";

    /// <summary>From the main budget, which is never used up.</summary>
    private static readonly Allowance Earnings = new([new(MainLease, new(1_000_000_000))], CancellationToken.None);

    /// <summary>The most compensation of both wallets: enough for a few pieces of rewards.</summary>
    private static readonly Points CompensationCap = new(30);

    /// <summary>
    /// The most points that the wallets held after any step beyond those that the budgets had issued until then.
    /// </summary>
    public Points MostPointsBeyondBudgets { get; private set; }

    /// <summary>Whether compensation stayed within its cap.</summary>
    public bool IsCompensationWithinCap => DrawnFrom(CompensationLease) <= CompensationCap;

    /// <summary>What is left of the compensation budget.</summary>
    private Allowance Compensation =>
        new([new(CompensationLease, CompensationCap - DrawnFrom(CompensationLease))], CancellationToken.None);

    /// <summary>The most points that operators give to both wallets.</summary>
    private static readonly Points AdjustmentCap = new(40);

    /// <summary>Whether operators stayed within their cap.</summary>
    public bool AreAdjustmentsWithinCap => DrawnFrom(AdjustmentLease) <= AdjustmentCap;

    /// <summary>What is left of the budget for adjustments.</summary>
    private Allowance Adjustments =>
        new([new(AdjustmentLease, AdjustmentCap - DrawnFrom(AdjustmentLease))], CancellationToken.None);

    /// <summary>The most points that are taken over for both wallets.</summary>
    private static readonly Points OpeningCap = new(700);

    /// <summary>Whether no more points were taken over than the cap.</summary>
    public bool AreOpeningsWithinCap => DrawnFrom(OpeningLease) <= OpeningCap;

    /// <summary>What is left of the budget for opening balances.</summary>
    private Allowance Openings =>
        new([new(OpeningLease, OpeningCap - DrawnFrom(OpeningLease))], CancellationToken.None);

    private void CompareWithBudgets()
    {
        var beyond =
            PointsInWallets()
            - DrawnFrom(MainLease)
            - DrawnFrom(CompensationLease)
            - DrawnFrom(AdjustmentLease)
            - DrawnFrom(OpeningLease);
        if (beyond > MostPointsBeyondBudgets)
            MostPointsBeyondBudgets = beyond;
    }

    /// <summary>
    /// Adds up open and pending lots and holds. Points of a transfer that has arrived are in the receiver's lots, and
    /// still in the sender's hold until the transfer is completed: they count once.
    /// </summary>
    private Points PointsInWallets()
    {
        var arrived = _wallets
            .SelectMany(it => it.Entries)
            .Select(entry => entry.Kind)
            .OfType<EntryKind.TransferIn>()
            .Where(it => it.IsAccepted)
            .Select(it => it.TransferId)
            .ToHashSet(StringComparer.Ordinal);
        return _wallets.Aggregate(
            Points.Zero,
            (sum, it) =>
                sum
                + it.Wallet.Lots.Total
                + it.Wallet.PendingLots.Total
                + it.Wallet.Holds.Where(hold => !arrived.Contains(hold.HoldId))
                    .Aggregate(Points.Zero, (held, hold) => held + hold.Points)
        );
    }

    /// <summary>The points that entries drew from a budget, less those that they returned to it.</summary>
    private Points DrawnFrom(string leaseId) =>
        _wallets
            .SelectMany(it => it.Entries)
            .SelectMany(entry => entry.Leases)
            .Where(lease => lease.LeaseId == leaseId)
            .Aggregate(Points.Zero, (sum, lease) => sum + lease.Points);
}
