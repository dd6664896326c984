using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Billing;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Billing;

/// <summary>Tells what a member would pay.</summary>
[Area(Areas.Earning)]
public sealed class BillHttp(Bills bills, Reception reception)
{
    /// <summary>Tells what a member would pay. Perks, and rewards that lower a bill, are taken off it. Nothing is written.</summary>
    [Function("QuoteBill")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [Takes(typeof(BillBody))]
    [Gives(StatusCodes.Status200OK, typeof(BillView))]
    [Refuses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "not-enough-points",
        "merchant-not-in-programme",
        "limit-reached"
    )]
    public Task<IResult> Quote(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/bills/quote")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayPost || caller.IsMember(memberId),
            act: caller =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: fields => BillBody.Read(fields, memberId),
                    then: async (command, _) =>
                    {
                        var toMerchant = !caller.IsOperator && !caller.IsMember(memberId);
                        if (toMerchant && !caller.IsMerchant(command.MerchantId))
                            return Problems.Forbidden;
                        return (await bills.Quote(command, reception.Now, ct)).Match<IResult>(
                            quoted: it => new Answer<BillView>(
                                StatusCodes.Status200OK,
                                BillView.Of(it, toMerchant),
                                BillingJson.Default.BillView
                            ),
                            refused: Problems.Of
                        );
                    },
                    ct
                )
        );
}

/// <summary>A bill before and after what is taken off it.</summary>
internal sealed record BillView(long GrossFen, IReadOnlyList<DiscountView> Discounts, long PayFen, long Earns)
{
    public static BillView Of(BillQuote.Quoted it, bool toMerchant) =>
        new(
            it.Bill.Gross.Value,
            [
                .. it.Bill.Discounts.Select(discount =>
                    DiscountView.Of(discount, discreet: toMerchant && discount.IsAboutMember)
                ),
            ],
            it.Bill.Pay.Value,
            it.Earns.Points.Value
        );
}

internal sealed record DiscountView(string Rule, long AmountFen, string Because)
{
    /// <param name="discreet">Names no rule that tells the member's age, grade, tier or habits.</param>
    public static DiscountView Of(BillDiscount it, bool discreet) =>
        discreet
            ? new(Wallets.ExplanationView.MembersOwn, it.Amount.Value, Wallets.ExplanationView.MembersOwnTerms)
            : new(it.Rule, it.Amount.Value, it.Because);
}
