namespace Points.Domain.Programmes.Rules;

/// <summary>What one rule contributed to an entry, in words that a member can check.</summary>
/// <param name="Rule">The rule's id in the programme document.</param>
/// <param name="Points">The points the rule contributed; negative if it took points.</param>
/// <param name="Because">The calculation, with its numbers.</param>
/// <param name="IsAboutMember">
/// Whether it reveals the member's age, grade, tier or habits. Merchants are not shown such a line.
/// </param>
public sealed record Explanation(string Rule, Points Points, string Because, bool IsAboutMember = false);
