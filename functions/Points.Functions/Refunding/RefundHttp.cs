using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Accruing;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Refunding;
using Points.Domain.Wallets;
using Points.Functions.Accruing;
using Points.Functions.Http;
using Points.Functions.Wallets;

namespace Points.Functions.Refunding;

/// <summary>Takes refunds from merchants.</summary>
public sealed class RefundHttp(Refunds refunds, Reception reception)
{
    [Function("Refund")]
    public Task<IResult> Refund(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/refunds")] HttpRequest http,
        string memberId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator || caller.IsAnyMerchant, act: caller => Body.Read(
            http, needsKey: true,
            read: fields => RefundBody.Read(fields, memberId),
            then: async (command, key) =>
            {
                if (!caller.IsOperator && !caller.IsMerchant(command.MerchantId)) return Problems.Forbidden;
                var request = Request.From(caller.KeyScope, $"members/{memberId}/refunds", key, command.Fingerprint(), reception.Now);
                return Answers.Of(
                    await refunds.Handle(command, request, ct), StatusCodes.Status201Created, entry => RefundView.Of(entry, toMerchant: !caller.IsOperator), HttpJson.Default.RefundView);
            },
            ct));
}

/// <summary>Reads a refund as merchants post it.</summary>
internal static class RefundBody
{
    public static Refund Read(Fields fields, string memberId)
    {
        if (!Fields.IsId(memberId)) fields.Fault(nameof(memberId), Fields.IdRule);
        return new(
            new WalletId(memberId, fields.Id("programmeId")),
            fields.Id("merchantId"),
            fields.Text("orderId", AccrueBody.ReferenceLengthMax),
            fields.Text("refundId", AccrueBody.ReferenceLengthMax),
            Claim(fields));
    }

    private static RefundClaim Claim(Fields fields)
    {
        var amount = fields.OptionalWhole("amountFen", 1, OrderLine.AmountMax.Value);
        var lines = fields.List("lines", 0, Accrue.LinesMax, Line);
        if ((amount is null) == lines.IsEmpty) fields.Fault("lines", "must be given, or amountFen, and not both");
        return amount is { } fen ? new RefundClaim.Amount(new(fen)) : new RefundClaim.Lines(lines);
    }

    /// <summary>A line as the purchase had it, of which sku and amount say what is refunded.</summary>
    private static RefundLine Line(Fields fields)
    {
        fields.OptionalText("category", AccrueBody.ReferenceLengthMax);
        fields.OptionalWhole("quantity", 1, OrderLine.QuantityMax);
        return new(fields.Text("sku", AccrueBody.ReferenceLengthMax), new(fields.Whole("amountFen", 0, OrderLine.AmountMax.Value)));
    }
}

/// <summary>What a refund took back and returned, and the wallet it left.</summary>
/// <param name="Status"><c>counted</c>, or <c>awaiting-purchase</c> where it came first.</param>
/// <param name="Points">What the refunded goods had earned, and was taken back.</param>
/// <param name="OwedPoints">What of <paramref name="Points"/> was not there any more, and the next earning pays back.</param>
/// <param name="ReturnedPoints">Points that had paid for a part of the order, and came back.</param>
internal sealed record RefundView(
    string EntryId, string RefundId, string Status, long Points, long OwedPoints, long ReturnedPoints, IReadOnlyList<ExplanationView> Explanation, WalletView Wallet)
{
    public static RefundView Of(LedgerEntry entry, bool toMerchant) => entry.Cause is Cause.Refund it
        ? new(
            entry.EntryId, it.RefundId, it.Ahead ? "awaiting-purchase" : "counted", it.TakenBack.Value, entry.Owed.Sum(debt => debt.Points.Value),
            it.Returned.Value, ExplanationView.Of(entry.Explanation), WalletView.Of(entry, toMerchant))
        : throw new InvalidOperationException($"entry {entry.EntryId} is no refund");
}
