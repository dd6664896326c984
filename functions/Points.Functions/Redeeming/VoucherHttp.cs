using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Takes vouchers at tills, and lists a member's own.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class VoucherHttp(
    RedemptionHandler handler,
    IVouchers vouchers,
    IProgrammes programmes,
    HttpPipeline pipeline
)
{
    /// <summary>Takes a voucher off a bill, once. The reference tells one use from another, so that a repeat needs no key of its own.</summary>
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
        "idempotency-key-reused"
    )]
    public Task<IResult> Use(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "vouchers/{code}/use")] HttpRequest http,
        string code,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayPost,
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: SaleBody.Read,
                    then: (sale, _) => Use(code, sale, caller, ct),
                    ct
                )
        );

    /// <summary>Lists a member's vouchers, newest first. Codes are for the member, and operators, to see.</summary>
    [Function("Vouchers")]
    [Callers(Roles.Member | Roles.Operator | Roles.Auditor)]
    [Paged]
    [QueryParameter("state", "Only those in this state.", OneOf = ["usable", "used", "expired", "returned"])]
    [Response(StatusCodes.Status200OK, typeof(ListView<VoucherView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/vouchers")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayReadMember(memberId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } fault)
                    return fault;
                var asked = PageRequest.Read(http);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var (state, found) = (
                    (string?)http.Query["state"],
                    await vouchers.ListByMember(memberId, paging.Before, paging.Limit, ct)
                );
                if (state is not null && !VoucherView.States.Contains(state))
                    return Problems.Invalid("state", $"must be one of {string.Join(", ", VoucherView.States)}");
                var items = new List<VoucherView>(found.Count);
                foreach (var redemption in found)
                    items.Add(
                        VoucherView.From(
                            redemption,
                            await Today(redemption.ProgrammeId, ct),
                            showsCode: caller.IsMember(memberId) || caller.IsOperator
                        )
                    );
                var next =
                    found.Count == paging.Limit
                        ? PageRequest.CursorAfter(IVouchers.IssuedAtMicroseconds(found[^1]))
                        : null;
                return new ViewResponse<ListView<VoucherView>>(
                    StatusCodes.Status200OK,
                    new([.. items.Where(it => state is null || it.State == state)], next),
                    RedeemingJson.Default.ListViewVoucherView
                );
            }
        );

    private async Task<IResult> Use(string code, SaleBody sale, Caller caller, CancellationToken ct)
    {
        if (await vouchers.FindByCode(code, ct) is not { } place)
            return Problems.NotFound("voucher");
        var by = caller.IsOperator ? (Actor)new Actor.Operator() : new Actor.Merchant(caller.MerchantId!);
        var command = new UseVoucher(place.RedemptionId, code, by, sale.Bill, sale.Reference);
        var request = Request.From(
            caller.IdempotencyScope,
            $"vouchers/{place.RedemptionId}/use",
            Digest.Compute(sale.Reference),
            command.Fingerprint(),
            pipeline.Now
        );
        return OutcomeResponse.From(
            await handler.Handle(place, command, request, ct),
            StatusCodes.Status200OK,
            VoucherUseView.From,
            RedeemingJson.Default.VoucherUseView
        );
    }

    private async Task<DateOnly> Today(string programmeId, CancellationToken ct) =>
        (await programmes.FindTerms(programmeId, pipeline.Now, ct))?.BusinessDateOf(pipeline.Now)
        ?? DateOnly.FromDateTime(pipeline.Now.UtcDateTime);
}
