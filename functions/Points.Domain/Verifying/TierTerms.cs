using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Verifying;

/// <summary>Finds what a check of tiers needs of the terms.</summary>
public static class TierTerms
{
    /// <summary>By the newest terms that were applied to the wallet.</summary>
    /// <returns>Null if they have no tiers.</returns>
    public static async Task<PresentTiers?> FindTiers(
        this IProgrammes programmes,
        Wallet wallet,
        CancellationToken ct
    ) =>
        wallet.AppliedRevision > 0
        && await programmes.FindPublicTerms(wallet.Id.ProgrammeId, wallet.AppliedRevision, ct)
            is { Tiers: { } tiers } terms
            ? new(terms.Number, [.. tiers.Levels.Select(level => level.Tier)], terms.TimeZone.Id)
            : null;
}
