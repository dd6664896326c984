using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>A wallet as an entry left it, kept in the entry so that a repeated request shows what the first one showed.</summary>
/// <param name="Balance">All points that can be spent.</param>
/// <param name="Held">All points that are set aside.</param>
/// <param name="Debt">All points that are owed.</param>
/// <param name="Lots">The first lots to expire, at most <see cref="LotsMax"/>, so that an entry stays small whatever the wallet.</param>
/// <param name="MoreLots">How many further lots there were.</param>
/// <param name="Tier">The member's tier; null in programmes without tiers.</param>
public sealed record WalletSnapshot(
    Points Balance,
    Points Held,
    Points Debt,
    ImmutableArray<Lot> Lots,
    int MoreLots,
    string? Tier
)
{
    public const int LotsMax = 100;

    public static WalletSnapshot Of(Wallet wallet, string? tier) =>
        new(
            wallet.Lots.Total,
            wallet.Held,
            wallet.Debt,
            wallet.Lots.Open.Length <= LotsMax ? wallet.Lots.Open : wallet.Lots.Open[..LotsMax],
            Math.Max(0, wallet.Lots.Open.Length - LotsMax),
            tier
        );
}
