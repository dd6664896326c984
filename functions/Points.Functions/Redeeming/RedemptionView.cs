using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>A redemption and its history, oldest event first.</summary>
/// <param name="GrantId">The grant that gave it to the member; not shown to merchants.</param>
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
    string? GrantId,
    IReadOnlyList<LotView> Lots,
    IReadOnlyList<RedemptionEventView> History
)
{
    /// <param name="showsCode">Whether to show a voucher's code, which is for its member.</param>
    public static RedemptionView From(Redemption it, DateTimeOffset now, Viewer viewer, bool showsCode) =>
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
            showsCode ? it.Grant?.GrantId : null,
            LotView.From(viewer.Visible(it.Lots)),
            [.. it.History.Select(RedemptionEventView.From)]
        );

    public static string NameOf(RedemptionStatus status) =>
        JsonNamingPolicy.KebabCaseLower.ConvertName(status.ToString());
}

/// <param name="Points">The points that returned, with compensation.</param>
/// <param name="WithheldPoints">Compensation points that the member did not get; missing if none.</param>
internal sealed record RedemptionEventView(
    [OneOf(typeof(RedemptionStatus), JsonKnownNamingPolicy.KebabCaseLower)] string Status,
    DateTimeOffset At,
    string EntryId,
    long? Points,
    long? WithheldPoints,
    string? Reason
)
{
    public static RedemptionEventView From(RedemptionEvent it) =>
        new(
            RedemptionView.NameOf(it.Status),
            it.At,
            it.EntryId,
            it.Points.Value == 0 ? null : it.Points.Value,
            it.Withheld.Value == 0 ? null : it.Withheld.Value,
            it.Reason
        );
}
