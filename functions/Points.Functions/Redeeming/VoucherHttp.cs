using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.Members;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Shows at a till what a voucher is worth, before it is used.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class VoucherHttp(
    ISpendCodesAndVouchers codes,
    IWalletStore wallets,
    IProgrammes programmes,
    TillLocks tills,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Shows the voucher with a code to the merchant that honours it, without its member. To other merchants there is
    /// none, and a code that leads to none counts as wrong.
    /// </summary>
    [Function("Voucher")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [Response(StatusCodes.Status200OK, typeof(VoucherStateView))]
    [ProblemResponses("not-found", "too-many-wrong-codes")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "vouchers/{code}")] HttpRequest http,
        string code,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.AnyMerchant,
            handle: async caller =>
            {
                if (await tills.FindProblem(caller, pipeline.Now, ct) is { } locked)
                    return locked;
                if (await Find(code, ct) is not { } voucher || !caller.MayActFor(voucher.HonouredBy))
                    return await tills.Refuse(new Refusal.NotFound("voucher"), caller, pipeline.Now, ct);
                var terms = await programmes.FindTerms(voucher.ProgrammeId, pipeline.Now, ct);
                var today = terms?.BusinessDateOf(pipeline.Now) ?? DateOnly.FromDateTime(pipeline.Now.UtcDateTime);
                return new ViewResponse<VoucherStateView>(
                    StatusCodes.Status200OK,
                    VoucherStateView.From(voucher, today),
                    RedeemingJson.Default.VoucherStateView
                );
            }
        );

    /// <summary>
    /// A code may be left from an attempt that did not commit: then the redemption has another code, or none.
    /// </summary>
    private async Task<Redemption?> Find(string code, CancellationToken ct) =>
        await codes.FindVoucher(code, ct) is { } location
        && await wallets.FindRedemption(location.MemberId, location.RedemptionId, ct) is { } redemption
        && redemption.Voucher?.Code == code
            ? redemption
            : null;
}
