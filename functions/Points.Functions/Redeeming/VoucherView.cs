using Points.Domain.Ledger;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>What a voucher paid.</summary>
/// <param name="PayFen">What is left of the bill, where one was named.</param>
internal sealed record VoucherUseView(string RedemptionId, long PaidFen, long? PayFen)
{
    public static VoucherUseView From(LedgerEntry entry) =>
        entry.Kind is EntryKind.VoucherUse it
            ? new(it.RedemptionId, it.Worth.Value, it.Pay?.Value)
            : throw new InvalidOperationException($"entry {entry.EntryId} uses no voucher");
}

/// <summary>A voucher as its member sees it.</summary>
/// <param name="Code">For its member to show: others who look are not shown it.</param>
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
