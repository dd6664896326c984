using Points.Domain.Billing;

namespace Points.Functions.Billing;

/// <summary>A bill before and after its discounts, in fen, and the points that it would earn.</summary>
internal sealed record BillView(long GrossFen, IReadOnlyList<DiscountView> Discounts, long PayFen, long Earns)
{
    public static BillView From(BillQuote.Quoted it, bool toMerchant) =>
        new(
            it.Bill.Gross.Value,
            [
                .. it.Bill.Discounts.Select(discount =>
                    DiscountView.From(discount, toMerchant: toMerchant && discount.IsAboutMember)
                ),
            ],
            it.Bill.Pay.Value,
            it.Earns.Points.Value
        );
}
