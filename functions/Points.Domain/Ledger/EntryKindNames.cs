namespace Points.Domain.Ledger;

/// <summary>What callers read as an entry's kind.</summary>
public static class EntryKindNames
{
    /// <summary>For example <c>voucher-use</c>. The API, and the auditors' journal, have the same names.</summary>
    public static string NameOf(EntryKind kind) =>
        kind.Match(
            purchase: _ => "accrual",
            action: _ => "action",
            grant: _ => "grant",
            adjustment: _ => "adjustment",
            openingBalance: _ => "opening-balance",
            redemption: _ => "redemption",
            hold: _ => "hold",
            confirmation: _ => "confirmation",
            release: it => it.Reason == ReleaseReason.Cancelled ? "cancellation" : "hold-expiry",
            voucherUse: _ => "voucher-use",
            reversal: _ => "reversal",
            refund: _ => "refund",
            transferOut: _ => "transfer-out",
            transferIn: _ => "transfer-in",
            transferCompletion: it => it.HasArrived ? "transfer-arrival" : "transfer-return",
            expiry: _ => "expiry",
            pendingRelease: _ => "pending-release",
            expiryChange: _ => "redating",
            tierReview: _ => "tier-review",
            erasure: _ => "erasure"
        );
}
