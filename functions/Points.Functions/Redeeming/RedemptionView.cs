using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>What a redemption took and gave, and the wallet it left.</summary>
/// <param name="PayFen">What is left of the bill.</param>
internal sealed record RedemptionAnswer(
    string RedemptionId,
    [OneOf("completed", "held")] string Status,
    long Points,
    long WorthFen,
    VoucherIssuedView? Voucher,
    long? PayFen,
    DateTimeOffset? HoldUntil,
    IReadOnlyList<LotView> Lots,
    WalletView Wallet
)
{
    public static RedemptionAnswer From(LedgerEntry entry, bool toMerchant)
    {
        var wallet = WalletView.From(entry, toMerchant);
        return entry.Kind switch
        {
            EntryKind.Redemption it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Completed),
                -entry.Points.Value,
                it.Worth.Value,
                it.Voucher is null ? null : new(it.Voucher.Code, it.Voucher.ExpiresOn),
                it.Pay?.Value,
                null,
                LotView.FromOutgoing(entry.LotChanges),
                wallet
            ),
            EntryKind.Hold it => new(
                it.RedemptionId,
                RedemptionView.NameOf(RedemptionStatus.Held),
                -entry.Points.Value,
                it.Worth.Value,
                null,
                it.Pay?.Value,
                it.Until,
                LotView.FromOutgoing(entry.LotChanges),
                wallet
            ),
            _ => throw new InvalidOperationException($"entry {entry.EntryId} is no redemption"),
        };
    }
}

internal sealed record VoucherIssuedView(string Code, DateOnly? ExpiresOn);

/// <summary>A redemption and what has happened to it, oldest first.</summary>
internal sealed record RedemptionView(
    string RedemptionId,
    string ProgrammeId,
    string RewardId,
    int Quantity,
    string MerchantId,
    [OneOf(typeof(RedemptionStatus), JsonKnownNamingPolicy.KebabCaseLower)] string Status,
    long Points,
    long WorthFen,
    DateTimeOffset? HoldUntil,
    VoucherIssuedView? Voucher,
    long? PayFen,
    int? QuantityReversed,
    IReadOnlyList<LotView> Lots,
    IReadOnlyList<RedemptionEventView> History
)
{
    /// <param name="showsCode">A voucher's code is for its member to show.</param>
    public static RedemptionView From(Redemption it, DateTimeOffset now, bool showsCode) =>
        new(
            it.RedemptionId,
            it.ProgrammeId,
            it.RewardId,
            it.Quantity,
            it.HonouredBy,
            NameOf(it.StatusAt(now)),
            it.Points.Value,
            it.Worth.Value,
            it.HoldUntil,
            it.Voucher is null || !showsCode ? null : new(it.Voucher.Code, it.Voucher.ExpiresOn),
            it.Pay?.Value,
            it.PiecesReversed == 0 ? null : it.PiecesReversed,
            LotView.From(it.Lots),
            [.. it.History.Select(RedemptionEventView.From)]
        );

    public static string NameOf(RedemptionStatus status) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());
}

/// <param name="Points">That came back.</param>
internal sealed record RedemptionEventView(
    [OneOf(typeof(RedemptionStatus), JsonKnownNamingPolicy.KebabCaseLower)] string Status,
    DateTimeOffset At,
    string EntryId,
    long? Points,
    string? Reason
)
{
    public static RedemptionEventView From(RedemptionEvent it) =>
        new(
            RedemptionView.NameOf(it.Status),
            it.At,
            it.EntryId,
            it.Points.Value == 0 ? null : it.Points.Value,
            it.Reason
        );
}
