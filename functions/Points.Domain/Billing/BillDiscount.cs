namespace Points.Domain.Billing;

/// <summary>What one perk or one reward takes off a bill.</summary>
/// <param name="Rule">The id of the perk or reward.</param>
/// <param name="Because">The explanation, in English.</param>
/// <param name="IsAboutMember">
/// Whether the rule reveals something about the member. Merchants do not see which rule it is.
/// </param>
public sealed record BillDiscount(string Rule, Fen Amount, string Because, bool IsAboutMember);
