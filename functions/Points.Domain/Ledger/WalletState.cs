using System.Collections.Immutable;
using Points.Domain.Wallets;

namespace Points.Domain.Ledger;

/// <summary>A wallet as an entry left it, kept in the entry so that a repeated request shows what the first one showed.</summary>
/// <param name="Balance">All points in the wallet.</param>
/// <param name="Lots">The first lots to expire, at most <see cref="LotsMax"/>, so that an entry stays small whatever the wallet.</param>
/// <param name="MoreLots">How many further lots there were.</param>
/// <param name="Tier">The member's tier; null in programmes without tiers.</param>
public sealed record WalletState(Points Balance, ImmutableArray<Lot> Lots, int MoreLots, string? Tier)
{
    public const int LotsMax = 100;

    public static WalletState Of(Lots lots, string? tier) => new(
        lots.Open.Aggregate(Points.Zero, (sum, lot) => sum + lot.Points),
        lots.Open.Length <= LotsMax ? lots.Open : lots.Open[..LotsMax],
        Math.Max(0, lots.Open.Length - LotsMax),
        tier);
}
