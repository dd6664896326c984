using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Takes vouchers at tills, and lists a member's own.</summary>
[Area(Areas.Redeeming)]
public sealed class VoucherHttp(
    Redemptions redemptions,
    IVouchers vouchers,
    IProgrammes programmes,
    Reception reception
)
{
    /// <summary>Takes a voucher off a bill, once. The reference tells one use from another, so that a repeat needs no key of its own.</summary>
    [Function("UseVoucher")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [Takes(typeof(SaleBody))]
    [Gives(StatusCodes.Status200OK, typeof(VoucherUseView))]
    [Refuses(
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
        reception.Answer(
            http,
            may: caller => caller.MayPost,
            act: caller =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: SaleBody.Read,
                    then: (sale, _) => Use(code, sale, caller, ct),
                    ct
                )
        );

    /// <summary>Lists a member's vouchers, newest first. Codes are for the member, and operators, to see.</summary>
    [Function("Vouchers")]
    [Callers(Roles.Member | Roles.Operator | Roles.Auditor)]
    [Pages]
    [Query("state", "Only those in this state.", OneOf = ["usable", "used", "expired", "returned"])]
    [Gives(StatusCodes.Status200OK, typeof(ListView<VoucherView>))]
    public Task<IResult> Mine(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}/vouchers")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.MayRead(memberId),
            act: async caller =>
            {
                if (PathIds.FirstFault(memberId) is { } fault)
                    return fault;
                var asked = Paging.Of(http);
                if (!asked.Succeeded(out var paging))
                    return Problems.Invalid(asked.Faults);
                var (state, found) = (
                    (string?)http.Query["state"],
                    await vouchers.Of(memberId, paging.Before, paging.Limit, ct)
                );
                if (state is not null && !VoucherView.States.Contains(state))
                    return Problems.Invalid("state", $"must be one of {string.Join(", ", VoucherView.States)}");
                var items = new List<VoucherView>(found.Count);
                foreach (var redemption in found)
                    items.Add(
                        VoucherView.Of(
                            redemption,
                            await Today(redemption.ProgrammeId, ct),
                            showsCode: caller.IsMember(memberId) || caller.IsOperator
                        )
                    );
                var next = found.Count == paging.Limit ? Paging.After(IVouchers.IssuedAt(found[^1])) : null;
                return new Answer<ListView<VoucherView>>(
                    StatusCodes.Status200OK,
                    new([.. items.Where(it => state is null || it.State == state)], next),
                    RedeemingJson.Default.ListViewVoucherView
                );
            }
        );

    private async Task<IResult> Use(string code, SaleBody sale, Caller caller, CancellationToken ct)
    {
        if (await vouchers.Find(code, ct) is not { } place)
            return Problems.NotFound("voucher");
        var by = caller.IsOperator ? (Actor)new Actor.Operator() : new Actor.Merchant(caller.MerchantId!);
        var command = new UseVoucher(place.RedemptionId, code, by, sale.Bill, sale.Reference);
        var request = Request.From(
            caller.KeyScope,
            $"vouchers/{place.RedemptionId}/use",
            Digest.Of(sale.Reference),
            command.Fingerprint(),
            reception.Now
        );
        return Answers.Of(
            await redemptions.Handle(place, command, request, ct),
            StatusCodes.Status200OK,
            VoucherUseView.Of,
            RedeemingJson.Default.VoucherUseView
        );
    }

    private async Task<DateOnly> Today(string programmeId, CancellationToken ct) =>
        (await programmes.TermsOf(programmeId, reception.Now, ct))?.BusinessDate(reception.Now)
        ?? DateOnly.FromDateTime(reception.Now.UtcDateTime);
}
