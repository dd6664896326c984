using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>The wallet after an entry, stored in the entry so that a repeated request gets the same answer.</summary>
/// <param name="Balance">The points that can be spent.</param>
/// <param name="Held">The points in holds.</param>
/// <param name="Debt">The points owed.</param>
/// <param name="Lots">The lots that expire first, at most <see cref="LotsMax"/>.</param>
/// <param name="MoreLots">The number of further lots.</param>
/// <param name="Tier">The member's tier; null if the programme has none.</param>
public sealed record WalletSnapshot(
    Points Balance,
    Points Held,
    Points Debt,
    ImmutableArray<Lot> Lots,
    int MoreLots,
    string? Tier
)
{
    /// <summary>Keeps entries small, however many lots the wallet has.</summary>
    public const int LotsMax = 100;

    /// <summary>The points that cannot be used yet.</summary>
    public Points Pending { get; init; }

    /// <summary>The pending lots that become usable first, at most <see cref="LotsMax"/>.</summary>
    public ImmutableArray<PendingLot> PendingLots { get; init; } = [];

    public static WalletSnapshot Of(Wallet wallet, string? tier) =>
        new(
            wallet.Lots.Total,
            wallet.Held,
            wallet.Debt,
            wallet.Lots.Open.Length <= LotsMax ? wallet.Lots.Open : wallet.Lots.Open[..LotsMax],
            Math.Max(0, wallet.Lots.Open.Length - LotsMax),
            tier
        )
        {
            Pending = wallet.PendingLots.Total,
            PendingLots = [.. wallet.PendingLots.All.Take(LotsMax)],
        };
}
