using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Billing;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;
using Points.Functions.Accruing;
using Points.Functions.Http;

namespace Points.Functions.Billing;

/// <summary>Tells what a member would pay.</summary>
public sealed class BillHttp(Bills bills, Reception reception)
{
    [Function("QuoteBill")]
    public Task<IResult> Quote(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/bills/quote")] HttpRequest http,
        string memberId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.MayPost || caller.IsMember(memberId), act: caller => Body.Read(
            http, needsKey: false,
            read: fields => Read(fields, memberId),
            then: async (command, _) =>
            {
                var toMerchant = !caller.IsOperator && !caller.IsMember(memberId);
                if (toMerchant && !caller.IsMerchant(command.MerchantId)) return Problems.Forbidden;
                return (await bills.Quote(command, reception.Now, ct)).Match<IResult>(
                    quoted: it => new Answer<BillView>(StatusCodes.Status200OK, BillView.Of(it, toMerchant), HttpJson.Default.BillView),
                    refused: Problems.Of);
            },
            ct));

    private static QuoteBill Read(Fields fields, string memberId)
    {
        if (!Fields.IsId(memberId)) fields.Fault(nameof(memberId), Fields.IdRule);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            AccrueBody.Lines(fields),
            fields.Ids("rewardIds", QuoteBill.RewardIdsMax),
            fields.OptionalWhole("points", 1, Redeem.PointsMax.Value) is { } points ? new Points(points) : null);
    }
}

/// <summary>A bill before and after what is taken off it.</summary>
internal sealed record BillView(long GrossFen, IReadOnlyList<DiscountView> Discounts, long PayFen, long Earns)
{
    public static BillView Of(BillQuote.Quoted it, bool toMerchant) => new(
        it.Bill.Gross.Value,
        [.. it.Bill.Discounts.Select(discount => DiscountView.Of(discount, discreet: toMerchant && discount.IsAboutMember))],
        it.Bill.Pay.Value, it.Earns.Points.Value);
}

internal sealed record DiscountView(string Rule, long AmountFen, string Because)
{
    /// <param name="discreet">Names no rule that tells the member's age, grade, tier or habits.</param>
    public static DiscountView Of(BillDiscount it, bool discreet) => discreet
        ? new(Wallets.ExplanationView.MembersOwn, it.Amount.Value, Wallets.ExplanationView.MembersOwnTerms)
        : new(it.Rule, it.Amount.Value, it.Because);
}
