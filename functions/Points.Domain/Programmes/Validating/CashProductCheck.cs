namespace Points.Domain.Programmes.Validating;

/// <summary>
/// What is served states the same product for cash, and so does whatever is restricted: otherwise nobody could tell
/// whether members who pay with points are served worse (law L13).
/// </summary>
internal static class CashProductCheck
{
    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms)
    {
        foreach (var (index, reward) in terms.Rewards.Index())
        {
            if (reward.CashProduct is not null)
                continue;
            if (reward.Kind.IsServed())
                yield return Violation(index, "for this kind");
            else if (!reward.Kind.LowersBills() && !reward.Restrictions.AreNone)
                yield return Violation(index, "for a reward with restrictions");
        }
    }

    private static LegalViolation Violation(int index, string why) =>
        new(
            $"rewards[{index}].cashProduct",
            $"is required {why}: the same product for cash, with its own restrictions"
        );
}
