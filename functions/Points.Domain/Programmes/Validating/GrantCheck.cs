namespace Points.Domain.Programmes.Validating;

/// <summary>Grants must not get round the rules for gifts (law L11).</summary>
internal static class GrantCheck
{
    /// <summary>
    /// Card points must follow spending, so a bank grants nothing. What members are given on joining is a gift for
    /// that, whatever it is called and however it is split: with sign-up gifts it must be few points (law L11).
    /// </summary>
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms)
    {
        if (terms.Issuer?.Kind == IssuerKind.Bank)
            foreach (var (index, _) in terms.Grants.Index())
                yield return new($"grants[{index}]", "is not allowed for card points, which must follow spending");
        var (others, before) = (SignUpGiftCheck.CountPoints(terms), 0L);
        for (var index = 0; index < terms.Grants.Length; index++)
        {
            var points = GiftsOnJoining.CountPoints(terms.Grants[..(index + 1)], terms, others);
            if (points > before && others + points > SignUpGiftCheck.PointsMax)
                yield return new(
                    $"grants[{index}].points",
                    $"must be at most {SignUpGiftCheck.PointsMax} with everything else that nearly every member is given on "
                        + $"joining, and comes to {others + points}: large gifts for signing up are not allowed"
                );
            before = points;
        }
    }
}
