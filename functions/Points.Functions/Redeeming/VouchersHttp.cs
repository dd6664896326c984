using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Lists members' vouchers.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class VouchersHttp(ISpendCodesAndVouchers codes, IProgrammes programmes, HttpPipeline pipeline)
{
    /// <summary>Lists a member's vouchers, newest first. Only the member and operators see the codes.</summary>
    [Function("Vouchers")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Paged]
    [QueryParameter("state", "Only those in this state.", OneOf = ["usable", "used", "expired", "returned"])]
    [Response(StatusCodes.Status200OK, typeof(ListView<VoucherView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/vouchers")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToRead(memberId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } problem)
                    return problem;
                var page = PageRequest.Read(http);
                if (!page.TryGetValue(out var paging))
                    return Problems.Invalid(page.Errors);
                var state = (string?)http.Query["state"];
                if (state is not null && !VoucherView.States.Contains(state))
                    return Problems.Invalid("state", $"must be one of {string.Join(", ", VoucherView.States)}");
                return new ViewResponse<ListView<VoucherView>>(
                    StatusCodes.Status200OK,
                    await ReadPage(memberId, paging, state, caller.IsMember(memberId) || caller.IsOperator, ct),
                    RedeemingJson.Default.ListViewVoucherView
                );
            }
        );

    /// <param name="state">
    /// Leaves out vouchers in other states, so that a page may be shorter than asked; null for all.
    /// </param>
    private async Task<ListView<VoucherView>> ReadPage(
        string memberId,
        PageRequest paging,
        string? state,
        bool showsCode,
        CancellationToken ct
    )
    {
        var redemptions = await codes.ListVouchers(memberId, paging.Before, paging.Limit, ct);
        var vouchers = new List<VoucherView>(redemptions.Count);
        foreach (var redemption in redemptions)
            vouchers.Add(VoucherView.From(redemption, await Today(redemption.ProgrammeId, ct), showsCode));
        var next = redemptions.Count == paging.Limit ? PageRequest.CursorAfter(NumberOfOldest(redemptions)) : null;
        return new([.. vouchers.Where(it => state is null || it.State == state)], next);
    }

    private static long NumberOfOldest(IReadOnlyList<Redemption> newestFirst) =>
        ISpendCodesAndVouchers.IssuedAtMicroseconds(newestFirst[^1]);

    private async Task<DateOnly> Today(string programmeId, CancellationToken ct) =>
        (await programmes.FindTerms(programmeId, pipeline.Now, ct))?.BusinessDateOf(pipeline.Now)
        ?? DateOnly.FromDateTime(pipeline.Now.UtcDateTime);
}
