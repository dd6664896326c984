using System.Globalization;
using Points.Domain.Ledger;
using Points.Functions.OpenApi;

namespace Points.Functions.Wallets;

/// <summary>An entry of a wallet's ledger.</summary>
/// <param name="Points">The change of the balance; negative for points that left the wallet.</param>
/// <param name="Pending">The change of the points that cannot be used yet; missing if there is none.</param>
/// <param name="Held">The change of the points on hold; missing if there is none.</param>
/// <param name="Owed">The change of the points owed; missing if there is none.</param>
/// <param name="Reference">
/// The order, action, grant, adjustment, opening balance, redemption, refund, transfer, day or revision, depending on
/// the kind.
/// </param>
/// <param name="By">Who asked for the entry; missing in entries from before that was kept.</param>
/// <param name="Reason">Why, in the words of who asked; missing if no reason was asked for.</param>
internal sealed record EntryView(
    string EntryId,
    [OneOf(
        "accrual",
        "action",
        "grant",
        "adjustment",
        "opening-balance",
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
        "pending-release",
        "expiry",
        "redating",
        "tier-review"
    )]
        string Kind,
    long Points,
    DateTimeOffset At,
    IReadOnlyList<LotView> Lots,
    long? Pending,
    long? Held,
    long? Owed,
    string Reference,
    IReadOnlyList<ExplanationView> Explanation,
    long BalanceAfter,
    string Hash,
    ActorView? By,
    string? Reason
)
{
    /// <param name="showsClient">Whether the reader may see which application was used: members may not.</param>
    public static EntryView From(LedgerEntry entry, bool showsClient) =>
        new(
            entry.EntryId,
            EntryKindNames.NameOf(entry.Kind),
            entry.Points.Value,
            entry.At,
            LotView.From(entry.LotChanges),
            entry.PendingLotChanges.IsEmpty ? null : entry.PendingPoints.Value,
            entry.HoldChanges.IsEmpty ? null : entry.HoldChanges.Sum(lot => lot.Points.Value),
            entry.DebtChanges.IsEmpty ? null : entry.DebtChanges.Sum(debt => debt.Points.Value),
            ReferenceOf(entry.Kind),
            ExplanationView.From(entry.Explanation),
            entry.BalanceAfter.Value,
            entry.Hash,
            entry.By is { } by ? ActorView.From(by, showsClient) : null,
            entry.Reason
        );

    private static string ReferenceOf(EntryKind kind) =>
        kind.Match(
            purchase: it => it.OrderId,
            action: it => it.Reference,
            grant: it => it.Reward?.RedemptionId ?? it.GrantId,
            adjustment: it => it.Reference,
            openingBalance: it => it.Reference,
            redemption: it => it.RedemptionId,
            hold: it => it.RedemptionId,
            confirmation: it => it.RedemptionId,
            release: it => it.RedemptionId,
            voucherUse: it => it.RedemptionId,
            reversal: it => it.RedemptionId,
            refund: it => it.RefundId,
            transferOut: it => it.TransferId,
            transferIn: it => it.TransferId,
            transferCompletion: it => it.TransferId,
            expiry: it => it.On.ToString("O", CultureInfo.InvariantCulture),
            pendingRelease: it => it.On.ToString("O", CultureInfo.InvariantCulture),
            expiryChange: it => it.Revision.ToString(CultureInfo.InvariantCulture),
            tierReview: it => it.On.ToString("O", CultureInfo.InvariantCulture),
            erasure: it => it.On.ToString("O", CultureInfo.InvariantCulture)
        );
}
