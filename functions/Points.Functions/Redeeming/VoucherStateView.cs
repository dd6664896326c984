using Points.Domain.Ledger;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>A voucher as the merchant that honours it sees it: nothing about its member.</summary>
/// <param name="MinimumBillFen">The least bill that it can be used for; missing if any will do.</param>
/// <param name="ExpiresOn">The last day on which it can be used; missing if it does not expire.</param>
internal sealed record VoucherStateView(
    [OneOf("usable", "used", "expired", "returned")] string State,
    string ProgrammeId,
    string RewardId,
    string MerchantId,
    long WorthFen,
    long? MinimumBillFen,
    DateOnly? ExpiresOn,
    DateTimeOffset? UsedAt
)
{
    public static VoucherStateView From(Redemption it, DateOnly today)
    {
        var voucher = VoucherView.From(it, today, showsCode: false);
        return new(
            voucher.State,
            voucher.ProgrammeId,
            voucher.RewardId,
            voucher.MerchantId,
            voucher.WorthFen,
            voucher.MinimumBillFen,
            voucher.ExpiresOn,
            voucher.UsedAt
        );
    }
}
