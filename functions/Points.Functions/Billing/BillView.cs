using Points.Domain.Billing;

namespace Points.Functions.Billing;

/// <summary>A bill before and after its discounts, in fen, and the points that it would earn.</summary>
/// <param name="Available">The points that the member can spend now; only with the member's card code.</param>
internal sealed record BillView(
    long GrossFen,
    IReadOnlyList<DiscountView> Discounts,
    long PayFen,
    long Earns,
    long? Available
)
{
    public static BillView From(BillQuote.Quoted it, bool toMerchant, bool showsBalance) =>
        new(
            it.Bill.Gross.Value,
            [
                .. it.Bill.Discounts.Select(discount =>
                    DiscountView.From(discount, toMerchant: toMerchant && discount.IsAboutMember)
                ),
            ],
            it.Bill.Pay.Value,
            it.Earns.Points.Value,
            showsBalance ? it.Available.Value : null
        );
}
