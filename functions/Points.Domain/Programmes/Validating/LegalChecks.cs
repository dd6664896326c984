namespace Points.Domain.Programmes.Validating;

/// <summary>What the law and our promises forbid a programme, all of it at once. A document that reads may still be unlawful.</summary>
public static class LegalChecks
{
    /// <summary>The filings an issuer must have made (law L7).</summary>
    private static readonly string[] FilingKinds = ["issuer-credit", "third-party-assessment", "programme-filing"];

    /// <summary>The most a sign-up gift may be (law L11).</summary>
    private const int SignUpPointsMax = 100;

    /// <param name="terms">As read; parts that could not be read are null.</param>
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms) =>
        CheckLicences(terms)
            .Concat(CheckBudget(terms))
            .Concat(CheckSignUpGifts(terms))
            .Concat(ProhibitedRewardCheck.FindViolations(terms))
            .Concat(RewardRestrictionCheck.FindViolations(terms))
            .Concat(RewardBelowCostCheck.FindViolations(terms));

    private static IEnumerable<LegalViolation> CheckLicences(ProgrammeTerms terms)
    {
        if (terms.Issuer is not { } issuer)
            yield break;
        if (issuer.TelecomLicence is null)
            yield return new("issuer.telecomLicence", "is required: only licensed issuers may issue points");
        var missing = FilingKinds.Where(kind => issuer.Filings.All(filing => filing.Kind != kind)).ToArray();
        if (missing.Length > 0)
            yield return new("issuer.filings", $"must hold the filings {string.Join(", ", missing)}");
    }

    private static IEnumerable<LegalViolation> CheckBudget(ProgrammeTerms terms)
    {
        if (terms.Budget is null)
            yield return new("budget", "is required: issuing stays within a budget");
    }

    /// <summary>Card points follow spending; nobody gives large gifts for joining (law L11).</summary>
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
                    $"must be at most {SignUpPointsMax}: no large gifts for signing up"
                );
            if (isSignUp && action.Limit is not { Times: 1, Per: Rules.LimitPeriod.Ever })
                yield return new($"actions[{index}].limit", "must be once ever: a member signs up once");
            if (!isSignUp && terms.Issuer?.Kind == IssuerKind.Bank)
                yield return new($"actions[{index}]", "is not for card points, which follow spending");
        }
    }
}

/// <param name="Path">Where in the document.</param>
/// <param name="IsProhibitedReward">Of the kind that has a problem code of its own.</param>
public sealed record LegalViolation(string Path, string Reason, bool IsProhibitedReward = false);
