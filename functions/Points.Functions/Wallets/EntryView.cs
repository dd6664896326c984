using System.Globalization;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Functions.OpenApi;

namespace Points.Functions.Wallets;

/// <summary>A line of a wallet's ledger.</summary>
/// <param name="Points">By how much the balance changed: positive into the wallet, negative out of it.</param>
/// <param name="Held">What was set aside (positive) or was no longer (negative), where anything was.</param>
/// <param name="Owed">What was owed more (positive) or less (negative), where anything was.</param>
/// <param name="Reference">The order, the redemption, the transfer, the day of expiry or review, or the revision.</param>
internal sealed record EntryView(
    string EntryId,
    [OneOf(
        "accrual",
        "action",
        "redemption",
        "hold",
        "confirmation",
        "cancellation",
        "hold-expiry",
        "voucher-use",
        "reversal",
        "refund",
        "transfer-out",
        "transfer-in",
        "transfer-arrival",
        "transfer-return",
        "expiry",
        "redating",
        "tier-review"
    )]
        string Kind,
    long Points,
    DateTimeOffset At,
    IReadOnlyList<LotView> Lots,
    long? Held,
    long? Owed,
    string Reference,
    IReadOnlyList<ExplanationView> Explanation,
    long BalanceAfter,
    string Hash
)
{
    public static EntryView From(LedgerEntry entry)
    {
        var (kind, reference) = KindAndReference(entry.Kind);
        return new(
            entry.EntryId,
            kind,
            entry.Points.Value,
            entry.At,
            LotView.From(entry.LotChanges),
            entry.Held.IsEmpty ? null : entry.Held.Sum(lot => lot.Points.Value),
            entry.Owed.IsEmpty ? null : entry.Owed.Sum(debt => debt.Points.Value),
            reference,
            ExplanationView.From(entry.Explanation),
            entry.BalanceAfter.Value,
            entry.Hash
        );
    }

    private static (string Kind, string Reference) KindAndReference(EntryKind kind) =>
        kind.Match(
            purchase: it => ("accrual", it.OrderId),
            action: it => ("action", it.Reference),
            redemption: it => ("redemption", it.RedemptionId),
            hold: it => ("hold", it.RedemptionId),
            confirmation: it => ("confirmation", it.RedemptionId),
            release: it => (it.Reason == ReleaseReason.Cancelled ? "cancellation" : "hold-expiry", it.RedemptionId),
            voucherUse: it => ("voucher-use", it.RedemptionId),
            reversal: it => ("reversal", it.RedemptionId),
            refund: it => ("refund", it.RefundId),
            transferOut: it => ("transfer-out", it.TransferId),
            transferIn: it => ("transfer-in", it.TransferId),
            transferCompletion: it => (it.HasArrived ? "transfer-arrival" : "transfer-return", it.TransferId),
            expiry: it => ("expiry", it.On.ToString("O", CultureInfo.InvariantCulture)),
            expiryChange: it => ("redating", it.Revision.ToString(CultureInfo.InvariantCulture)),
            tierReview: it => ("tier-review", it.On.ToString("O", CultureInfo.InvariantCulture))
        );
}

internal sealed record ExplanationView(string Rule, long Points, string Because)
{
    /// <summary>Stands for all rules that hang on the member, where others read.</summary>
    public const string MemberRule = "member",
        MemberRuleExplanation = "by terms that are the member's own";

    /// <summary>For a merchant: nothing that tells the member's age, grade, tier or habits.</summary>
    public static IReadOnlyList<ExplanationView> ForMerchant(IReadOnlyList<Explanation> explanation)
    {
        var own = explanation.Where(line => line.IsAboutMember).Sum(line => line.Points.Value);
        var open = From([.. explanation.Where(line => !line.IsAboutMember)]);
        return own == 0 ? open : [.. open, new(MemberRule, own, MemberRuleExplanation)];
    }

    public static IReadOnlyList<ExplanationView> From(IReadOnlyList<Explanation> explanation) =>
        [.. explanation.Select(line => new ExplanationView(line.Rule, line.Points.Value, line.Because))];
}
