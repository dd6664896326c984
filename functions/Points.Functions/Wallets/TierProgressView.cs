using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Functions.Wallets;

/// <summary>How far a member is with tiers. Merchants never see it.</summary>
/// <param name="Tier">The member's tier.</param>
/// <param name="Since">Since when the member has the tier; missing for the first tier from the beginning.</param>
/// <param name="Next">What the next tier needs; missing for the highest tier.</param>
internal sealed record TierProgressView(string Tier, DateTimeOffset? Since, NextTierView? Next)
{
    /// <returns>Null if the programme has no tiers.</returns>
    public static TierProgressView? From(Wallet wallet, ProgrammeTerms terms, DateTimeOffset now) =>
        terms.Tiers is { } tiers
            ? new(
                tiers.FindLevel(wallet.TierStanding.Current).Tier,
                wallet.TierStanding.Newest?.Since,
                TierProgress.Of(wallet.TierStanding, tiers, terms.BusinessDateOf(now)) is { } progress
                    ? NextTierView.From(progress)
                    : null
            )
            : null;
}

/// <summary>What is missing for a tier. The member has it with the purchase that completes this.</summary>
/// <param name="Name">The tier's name for members.</param>
/// <param name="MissingFen">The cash spending that is missing; missing if there is enough.</param>
/// <param name="MissingVisits">The number of purchases that are missing; missing if there are enough.</param>
/// <param name="By">
/// The last day on which this is enough, because older spending no longer counts after it; missing if nothing counts
/// yet.
/// </param>
internal sealed record NextTierView(string Tier, BilingualName Name, long? MissingFen, int? MissingVisits, DateOnly? By)
{
    public static NextTierView From(TierProgress it) =>
        new(
            it.Next.Tier,
            it.Next.Name,
            it.Missing == Fen.Zero ? null : it.Missing.Value,
            it.MissingVisits == 0 ? null : it.MissingVisits,
            it.By
        );
}
