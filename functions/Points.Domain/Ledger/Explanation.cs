namespace Points.Domain.Ledger;

/// <summary>One rule that shaped an entry, in words a member can check.</summary>
/// <param name="Rule">The rule's id in the programme document.</param>
/// <param name="Points">What the rule contributed.</param>
/// <param name="Because">The arithmetic, with its numbers.</param>
public sealed record Explanation(string Rule, Points Points, string Because);
