using Points.Domain.Ledger;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>A voucher of a member.</summary>
/// <param name="Code">Shown only to the member and to operators.</param>
internal sealed record VoucherView(
    string? Code,
    [OneOf("usable", "used", "expired", "returned")] string State,
    string ProgrammeId,
    string RewardId,
    string MerchantId,
    long WorthFen,
    long? MinimumBillFen,
    DateOnly? ExpiresOn,
    DateTimeOffset IssuedAt,
    DateTimeOffset? UsedAt,
    string RedemptionId
)
{
    public static readonly string[] States = ["usable", "used", "expired", "returned"];

    public static VoucherView From(Redemption it, DateOnly today, bool showsCode)
    {
        var voucher = it.Voucher!;
        var state =
            voucher.Use is not null ? "used"
            : it.Status != RedemptionStatus.Completed ? "returned"
            : voucher.HasExpired(today) ? "expired"
            : "usable";
        return new(
            showsCode ? voucher.Code : null,
            state,
            it.ProgrammeId,
            it.RewardId,
            it.HonouredBy,
            it.Worth.Value,
            voucher.MinimumBill?.Value,
            voucher.ExpiresOn,
            it.At,
            voucher.Use?.At,
            it.RedemptionId
        );
    }
}
