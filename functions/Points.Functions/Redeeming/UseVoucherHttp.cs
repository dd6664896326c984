using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Members;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Uses vouchers at tills.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class UseVoucherHttp(
    UseVoucherHandler handler,
    ISpendCodesAndVouchers codes,
    TillLocks tills,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Takes a voucher off a bill, once. The reference identifies the use, so a repeat needs no idempotency key.
    /// </summary>
    [Function("UseVoucher")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(SaleBody))]
    [Response(StatusCodes.Status200OK, typeof(VoucherUseView))]
    [ProblemResponses(
        "not-found",
        "member-frozen",
        "not-eligible",
        "already-settled",
        "voucher-expired",
        "idempotency-key-reused",
        "too-many-wrong-codes"
    )]
    public Task<IResult> Use(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "vouchers/{code}/use")] HttpRequest http,
        string code,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.AnyMerchant,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var sale = SaleBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (await tills.FindProblem(caller, pipeline.Now, ct) is { } locked)
                    return locked;
                if (await codes.FindVoucher(code, ct) is not { } location)
                    return await tills.Refuse(new Refusal.NotFound("voucher"), caller, pipeline.Now, ct);
                var by = caller.IsOperator ? (Actor)new Actor.Operator() : new Actor.Merchant(caller.MerchantId!);
                var command = new UseVoucher(location.RedemptionId, code, by, sale.Bill, sale.Reference);
                var (route, key) = ($"vouchers/{location.RedemptionId}/use", Digest.Compute(sale.Reference));
                var request = pipeline.CreateRequest(caller, location.MemberId, route, key, command.Fingerprint());
                var outcome = await handler.Handle(location, command, request, ct);
                return OutcomeResponse.From(
                    outcome,
                    StatusCodes.Status200OK,
                    VoucherUseView.From,
                    RedeemingJson.Default.VoucherUseView
                );
            }
        );
}
