using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Notifying;
using Points.Domain.Reading;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Notifying;

/// <summary>
/// Takes from gateways what became of notices that they have taken. A gateway signs with the key of its channel; operators,
/// who have a token, may say it for them.
/// </summary>
[Area(Areas.Notices)]
public sealed class ReceiptHttp(Receiving receiving, Gateways gateways, Reception reception)
{
    /// <summary>Takes from a gateway what became of a notice.</summary>
    [Function("NoticeReceipt")]
    [Callers(Roles.Operator, OrSignature = GatewayKey.Header)]
    [Takes(typeof(ReceiptBody))]
    [Gives(StatusCodes.Status204NoContent)]
    [Refuses("not-found")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "notices/{id}/receipts")] HttpRequest http,
        string id,
        CancellationToken ct
    ) =>
        http.Headers.ContainsKey(GatewayKey.Header) && !http.Headers.ContainsKey("Authorization")
            ? reception.AnswerAnyone(http, () => BySignature(http, id, ct))
            : reception.Answer(
                http,
                may: caller => caller.IsOperator,
                act: _ => Body.Read(http, needsKey: false, ReceiptBody.Read, (it, _) => Keep(id, it.Receipt, ct), ct)
            );

    /// <summary>Nothing of a body is looked at whose signature is not good.</summary>
    private async Task<IResult> BySignature(HttpRequest http, string id, CancellationToken ct)
    {
        if (await Body.Bytes(http, ct) is not { } body)
            return Problems.BodyTooLarge(Body.SizeMaxBytes);
        var (signature, now) = (http.Headers[GatewayKey.Header].ToString(), TimeProvider.System.GetUtcNow());
        var signers = Names
            .Channels.Values.Where(channel => gateways.Of(channel)?.Key.HasSigned(body.Span, signature, now) == true)
            .ToArray();
        if (signers.Length == 0)
            return Problems.NotSigned;
        var read = Fields.Read(body, ReceiptBody.Read);
        if (!read.Succeeded(out var posted))
            return Problems.Invalid(read.Faults);
        // The signature is of the body: what is not in it is not signed.
        return posted.NoticeId == id && signers.Contains(posted.Receipt.Channel)
            ? await Keep(id, posted.Receipt, ct)
            : Problems.NotSigned;
    }

    private async Task<IResult> Keep(string id, Receipt receipt, CancellationToken ct)
    {
        if (NoticeName.Parse(id) is not { } name || await receiving.Handle(name, receipt, ct) is not { } notice)
            return Problems.NotFound("notice");
        return notice.Channels.Contains(receipt.Channel)
            ? Results.NoContent()
            : Problems.Invalid("channel", "must be one of the notice's");
    }
}
