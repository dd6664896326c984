namespace Points.Domain.Programmes.Validating;

/// <summary>Grants must not get round the rules for gifts (law L11).</summary>
internal static class GrantCheck
{
    /// <summary>
    /// Card points must follow spending, so a bank grants nothing. Points that every member gets on joining are a gift
    /// for that, and must be few (law L11).
    /// </summary>
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms)
    {
        foreach (var (index, grant) in terms.Grants.Index())
        {
            if (terms.Issuer?.Kind == IssuerKind.Bank)
                yield return new($"grants[{index}]", "is not allowed for card points, which must follow spending");
            if (
                grant
                    is {
                        When: { IsAboutMember: false, BalanceAtLeast: null, Window.IsAlways: true },
                        Points: { } points
                    }
                && points.Value > SignUpGiftCheck.PointsMax
            )
                yield return new(
                    $"grants[{index}].points",
                    $"must be at most {SignUpGiftCheck.PointsMax} without a condition: whoever signs up gets them, and large gifts"
                        + " for signing up are not allowed"
                );
        }
    }
}
