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
/// Records receipts of notices. A gateway signs its receipts with the key of its channel; an operator may send one
/// with a token.
/// </summary>
[ApiTag(ApiTags.Notices)]
public sealed class RecordDeliveryReceiptHttp(
    RecordDeliveryReceiptHandler handler,
    Gateways gateways,
    HttpPipeline pipeline
)
{
    /// <summary>Records a gateway's receipt of a notice: delivered, failed or read.</summary>
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
                needed: CallerRule.Operator,
                handle: async _ =>
                {
                    var body = await JsonBody.Read(http, ct);
                    var posted = ReceiptBody.Read(body.Fields);
                    return body.FindProblem() ?? await Record(id, posted.Receipt, ct);
                }
            );

    /// <summary>Checks the signature before it parses the body.</summary>
    private async Task<IResult> PostSigned(HttpRequest http, string id, CancellationToken ct)
    {
        var (bytes, problem) = await BodyContent.Read(http, ct);
        if (problem is not null)
            return problem;
        var (signature, now) = (http.Headers[GatewayKey.Header].ToString(), TimeProvider.System.GetUtcNow());
        var signers = EnumNames
            .Channels.Values.Where(channel =>
                gateways.For(channel)?.Key.IsValidSignature(bytes.Span, signature, now) == true
            )
            .ToArray();
        if (signers.Length == 0)
            return Problems.InvalidSignature;
        var reader = FieldReader.Open(bytes);
        var posted = ReceiptBody.Read(reader);
        if (reader.Complete() is { HasErrors: true } errors)
            return Problems.Invalid(errors);
        // Only the body is signed, not the path. So the body must name the notice, and a channel of the signer.
        return posted.NoticeId == id && signers.Contains(posted.Receipt.Channel)
            ? await Record(id, posted.Receipt, ct)
            : Problems.InvalidSignature;
    }

    private async Task<IResult> Record(string id, DeliveryReceipt receipt, CancellationToken ct)
    {
        if (
            NoticeKey.Parse(id) is not { } key
            || await handler.Handle(new RecordDeliveryReceipt(key, receipt), ct) is not { } notice
        )
            return Problems.NotFound("notice");
        return notice.Channels.Contains(receipt.Channel)
            ? Results.NoContent()
            : Problems.Invalid("channel", "must be a channel of the notice");
    }
}
