namespace Points.Domain.Programmes.Rules;

/// <summary>
/// A preference for a category, shown by the member's own purchases. Without the member's consent to personalisation it
/// is never met (law L14). The share is of <paramref name="OfLastLines"/> even if the member has bought fewer lines.
/// </summary>
/// <param name="OfLastLines">How many of the member's last purchase lines count.</param>
/// <param name="ShareAtLeast">The least share of lines in the category, above 0 and at most 1.</param>
public sealed record Affinity(string Category, int OfLastLines, decimal ShareAtLeast)
{
    /// <param name="day">The day on which the consent must count.</param>
    public bool IsMetBy(RecentCategories recent, MemberFacts facts, DateOnly day) =>
        facts.AllowsPersonalisation(day) && recent.CountOf(Category, OfLastLines) >= ShareAtLeast * OfLastLines;
}
