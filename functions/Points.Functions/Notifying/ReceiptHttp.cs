using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
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
[ApiTag(ApiTags.Notices)]
public sealed class ReceiptHttp(DeliveryReceiptHandler handler, Gateways gateways, HttpPipeline pipeline)
{
    /// <summary>Takes from a gateway what became of a notice.</summary>
    [Function("NoticeReceipt")]
    [Callers(Roles.Operator, SignatureHeader = GatewayKey.Header)]
    [RequestBody(typeof(ReceiptBody))]
    [Response(StatusCodes.Status204NoContent)]
    [ProblemResponses("not-found")]
    public Task<IResult> Post(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "notices/{id}/receipts")] HttpRequest http,
        string id,
        CancellationToken ct
    ) =>
        http.Headers.ContainsKey(GatewayKey.Header) && !http.Headers.ContainsKey("Authorization")
            ? pipeline.RunPublic(http, () => PostSigned(http, id, ct))
            : pipeline.RunAuthorized(
                http,
                isAllowed: caller => caller.IsOperator,
                handle: _ =>
                    JsonBody.Read(
                        http,
                        needsIdempotencyKey: false,
                        ReceiptBody.Read,
                        (it, _) => Record(id, it.Receipt, ct),
                        ct
                    )
            );

    /// <summary>Nothing of a body is looked at whose signature is not good.</summary>
    private async Task<IResult> PostSigned(HttpRequest http, string id, CancellationToken ct)
    {
        if (await JsonBody.ReadBytes(http, ct) is not { } body)
            return Problems.BodyTooLarge(JsonBody.SizeMaxBytes);
        var (signature, now) = (http.Headers[GatewayKey.Header].ToString(), TimeProvider.System.GetUtcNow());
        var signers = EnumNames
            .Channels.Values.Where(channel =>
                gateways.For(channel)?.Key.IsValidSignature(body.Span, signature, now) == true
            )
            .ToArray();
        if (signers.Length == 0)
            return Problems.InvalidSignature;
        var read = FieldReader.Read(body, ReceiptBody.Read);
        if (!read.TryGetValue(out var posted))
            return Problems.Invalid(read.Errors);
        // The signature is of the body: what is not in it is not signed.
        return posted.NoticeId == id && signers.Contains(posted.Receipt.Channel)
            ? await Record(id, posted.Receipt, ct)
            : Problems.InvalidSignature;
    }

    private async Task<IResult> Record(string id, DeliveryReceipt receipt, CancellationToken ct)
    {
        if (NoticeKey.Parse(id) is not { } name || await handler.Handle(name, receipt, ct) is not { } notice)
            return Problems.NotFound("notice");
        return notice.Channels.Contains(receipt.Channel)
            ? Results.NoContent()
            : Problems.Invalid("channel", "must be one of the notice's");
    }
}
