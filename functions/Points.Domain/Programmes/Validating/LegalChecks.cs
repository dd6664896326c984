using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Programmes.Validating;

/// <summary>
/// Finds everything in a programme's terms that the law or our promises to members forbid. A document that can be read
/// may still be unlawful.
/// </summary>
public static class LegalChecks
{
    /// <summary>The filings an issuer must have (law L7).</summary>
    private static readonly string[] FilingKinds = ["issuer-credit", "third-party-assessment", "programme-filing"];

    /// <summary>
    /// Checks terms as they are submitted. What earlier revisions lack is no matter: they stay in force as they are.
    /// </summary>
    /// <param name="terms">The terms as read. Parts that could not be read are null.</param>
    public static IEnumerable<LegalViolation> FindViolations(
        ProgrammeTerms terms,
        RevisionHistory history,
        DateTimeOffset now
    ) =>
        FindViolations(terms)
            .Concat(ExpiredPermitCheck.FindViolations(terms, now))
            .Concat(ContinuityChecks.FindViolations(terms, history, now));

    /// <summary>Checks what the terms say by themselves, at whatever time.</summary>
    /// <param name="terms">The terms as read. Parts that could not be read are null.</param>
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms) =>
        CheckLicences(terms)
            .Concat(CheckBudgets(terms))
            .Concat(CheckChannels(terms))
            .Concat(SignUpGiftCheck.FindViolations(terms))
            .Concat(GrantCheck.FindViolations(terms))
            .Concat(ProhibitedRewardCheck.FindViolations(terms))
            .Concat(CashProductCheck.FindViolations(terms))
            .Concat(RewardRestrictionCheck.FindViolations(terms))
            .Concat(RewardBelowCostCheck.FindViolations(terms));

    private static IEnumerable<LegalViolation> CheckLicences(ProgrammeTerms terms)
    {
        if (terms.Issuer is not { } issuer)
            yield break;
        if (issuer.TelecomLicence is null)
            yield return new("issuer.telecomLicence", "is required: only a licensed issuer may issue points");
        var missing = FilingKinds.Where(kind => issuer.Filings.All(filing => filing.Kind != kind)).ToArray();
        if (missing.Length > 0)
            yield return new("issuer.filings", $"must include {string.Join(", ", missing)}");
    }

    private static IEnumerable<LegalViolation> CheckBudgets(ProgrammeTerms terms)
    {
        if (terms.Budget is null)
            yield return new("budget", "is required: a programme may not issue points without a budget");
        if (terms.Compensation is null && terms.Rewards.FirstOrDefault(it => it.CompensationRate > 0) is { } reward)
            yield return new(
                "compensation",
                $"is required: the compensationRate of {reward.RewardId} needs a cap, a period and times per member"
            );
    }

    /// <summary>Members must hear of changes on a channel that reaches them, beside the app's inbox (law L2).</summary>
    private static IEnumerable<LegalViolation> CheckChannels(ProgrammeTerms terms)
    {
        if (terms.NoticeChannels.IsEmpty)
            yield return new("notices.channels", "is required: at least one of sms, push");
    }
}
