using Points.Domain.Billing;
using Points.Functions.Wallets;

namespace Points.Functions.Billing;

/// <summary>What one perk or one reward takes off a bill, in fen.</summary>
internal sealed record DiscountView(string Rule, long AmountFen, string Because)
{
    /// <param name="toMerchant">Hides the rule, because it reveals the member's age, grade, tier or habits.</param>
    public static DiscountView From(BillDiscount it, bool toMerchant) =>
        toMerchant
            ? new(ExplanationView.MemberRule, it.Amount.Value, ExplanationView.MemberRuleExplanation)
            : new(it.Rule, it.Amount.Value, it.Because);
}
