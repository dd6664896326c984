namespace Points.Domain.Programmes.Rules;

/// <summary>One rule that shaped an entry, in words a member can check.</summary>
/// <param name="Rule">The rule's id in the programme document.</param>
/// <param name="Points">What the rule contributed.</param>
/// <param name="Because">The arithmetic, with its numbers.</param>
/// <param name="IsAboutMember">Whether it lets slip the member's age, grade, tier or habits: merchants are not shown such a line.</param>
public sealed record Explanation(string Rule, Points Points, string Because, bool IsAboutMember = false);
