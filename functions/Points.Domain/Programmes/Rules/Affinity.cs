namespace Points.Domain.Programmes.Rules;

/// <summary>
/// A liking for a category that the member's own purchases show. Without consent to personalisation nobody shows any
/// (law L14). Who has bought fewer lines than are looked at shows no more than those.
/// </summary>
/// <param name="OfLastLines">How many of the member's last purchase lines are looked at.</param>
/// <param name="ShareAtLeast">Of <paramref name="OfLastLines"/>, above 0 and at most 1.</param>
public sealed record Affinity(string Category, int OfLastLines, decimal ShareAtLeast)
{
    public bool IsMetBy(RecentCategories recent, MemberFacts facts) =>
        facts.Personalisation && recent.CountOf(Category, OfLastLines) >= ShareAtLeast * OfLastLines;
}
