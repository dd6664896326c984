namespace Points.Domain.Programmes.Validating;

/// <summary>A programme cannot begin, or be revised, with a licence or filing that has expired (law L7).</summary>
internal static class ExpiredPermitCheck
{
    /// <param name="now">The instant of submission. Permits are valid to the end of their last day.</param>
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms, DateTimeOffset now)
    {
        if (terms.Issuer is not { } issuer)
            yield break;
        var today = terms.BusinessDateOf(now);
        if (issuer.TelecomLicence?.ValidUntil < today)
            yield return Violation("issuer.telecomLicence.validUntil", today);
        foreach (var (index, filing) in issuer.Filings.Index())
            if (filing.ValidUntil < today)
                yield return Violation($"issuer.filings[{index}].validUntil", today);
    }

    private static LegalViolation Violation(string path, DateOnly today) =>
        new(path, $"has passed: it must be {today:yyyy-MM-dd} or later");
}
