namespace Points.Domain.Programmes.Validating;

/// <summary>One thing in a programme document that the law or our promises to members forbid.</summary>
/// <param name="Path">The path in the document.</param>
/// <param name="IsProhibitedReward">Whether it has the problem code <c>prohibited-reward</c>.</param>
public sealed record LegalViolation(string Path, string Reason, bool IsProhibitedReward = false);
