using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Programmes.Validating;

/// <summary>
/// Finds what a revision may not change, whatever it says by itself: who issues the points, and what it told members
/// about the cash product of a reward.
/// </summary>
public static class ContinuityChecks
{
    /// <param name="terms">The terms as read. Parts that could not be read are null.</param>
    public static IEnumerable<LegalViolation> FindViolations(
        ProgrammeTerms terms,
        RevisionHistory history,
        DateTimeOffset now
    ) =>
        CheckIssuerKind(terms, history)
            .Concat(
                terms
                    .Rewards.Index()
                    .SelectMany(it =>
                        history
                            .FindReward(it.Item.RewardId, now)
                            .SelectMany(earlier => CheckReward(it.Item, earlier, $"rewards[{it.Index}]"))
                    )
            );

    /// <summary>Otherwise a bank could become a merchant in order to give a large gift (law L11).</summary>
    private static IEnumerable<LegalViolation> CheckIssuerKind(ProgrammeTerms terms, RevisionHistory history)
    {
        if (history.First is { Issuer.Kind: var kind } first && terms.Issuer is { } issuer && issuer.Kind != kind)
            yield return new(
                "issuer.kind",
                $"must be {(kind == IssuerKind.Bank ? "bank" : "merchant")}, as in revision {first.Number}: it is fixed"
                    + " for the programme's life"
            );
    }

    /// <summary>
    /// A reward becomes more restricted only after its cash product has been (law L13). A revision that restricts both
    /// at once could say of the cash product whatever the reward needs.
    /// </summary>
    private static IEnumerable<LegalViolation> CheckReward(Reward reward, PublishedReward earlier, string path)
    {
        var isNowOfOtherKind = earlier.Reward.Kind.IsServed() && !reward.Kind.IsServed();
        if (reward.CashProduct is null && (earlier.Reward.CashProduct is not null || isNowOfOtherKind))
            yield return new(
                $"{path}.cashProduct",
                $"is required: this reward has one, or is of a kind that needs one, in revision {earlier.Revision}"
            );
        var before = earlier.Reward.CashProduct?.Restrictions ?? earlier.Reward.Restrictions;
        foreach (var restricted in RewardRestrictionCheck.FindStricter(reward.Restrictions, before))
            yield return new(
                $"{path}.restrictions.{restricted}",
                $"restricts the reward more than revision {earlier.Revision} restricts the same product for cash:"
                    + " the cash product's restriction must be in force first"
            );
    }
}
