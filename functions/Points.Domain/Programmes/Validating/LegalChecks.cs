namespace Points.Domain.Programmes.Validating;

/// <summary>
/// Finds everything in a programme's terms that the law or our promises to members forbid. A document that can be read
/// may still be unlawful.
/// </summary>
public static class LegalChecks
{
    /// <summary>The filings an issuer must have (law L7).</summary>
    private static readonly string[] FilingKinds = ["issuer-credit", "third-party-assessment", "programme-filing"];

    /// <summary>The most points a sign-up gift may give (law L11).</summary>
    private const int SignUpPointsMax = 100;

    /// <param name="terms">The terms as read. Parts that could not be read are null.</param>
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms) =>
        CheckLicences(terms)
            .Concat(CheckBudgets(terms))
            .Concat(CheckSignUpGifts(terms))
            .Concat(ProhibitedRewardCheck.FindViolations(terms))
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

    /// <summary>Card points must follow spending, and gifts for joining must be small (law L11).</summary>
    private static IEnumerable<LegalViolation> CheckSignUpGifts(ProgrammeTerms terms)
    {
        foreach (var (index, action) in terms.Actions.Index())
        {
            var isSignUp =
                action.OwnDay == Rules.OwnDay.SignUp
                || action.Action is "sign-up" or "signup" or "welcome" or "join" or "enrol" or "enrolment";
            if (isSignUp && action.Points.Value > SignUpPointsMax)
                yield return new(
                    $"actions[{index}].points",
                    $"must be at most {SignUpPointsMax}: large gifts for signing up are not allowed"
                );
            if (isSignUp && action.Limit is not { Times: 1, Per: Rules.LimitPeriod.Ever })
                yield return new($"actions[{index}].limit", "must have times 1 and per ever: a member signs up once");
            if (!isSignUp && terms.Issuer?.Kind == IssuerKind.Bank)
                yield return new($"actions[{index}]", "is not allowed for card points, which must follow spending");
        }
    }
}
