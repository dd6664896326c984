using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Wallets;

namespace Points.Functions.Redeeming;

/// <summary>Lists members' redemptions.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class RedemptionsHttp(IListedRedemptions redemptions, HttpPipeline pipeline)
{
    private static readonly string[] States = [.. Enum.GetValues<RedemptionStatus>().Select(RedemptionView.NameOf)];

    /// <summary>
    /// Lists a member's redemptions, newest first. With <c>state</c>, a page may have fewer than <c>limit</c>. Only the
    /// member and operators see the codes of vouchers.
    /// </summary>
    [Function("Redemptions")]
    [Callers(Roles.Member | Roles.Operator | Roles.Support | Roles.Auditor)]
    [Paged]
    [QueryParameter("programmeId", "Only those in this programme.", Pattern = FieldReader.IdPattern)]
    [QueryParameter(
        "state",
        "Only those whose status is this now.",
        OneOf = ["held", "completed", "cancelled", "expired", "partly-reversed", "reversed"]
    )]
    [Response(StatusCodes.Status200OK, typeof(ListView<RedemptionView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/redemptions")]
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
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var (programmeId, state) = ((string?)http.Query["programmeId"], (string?)http.Query["state"]);
                if (programmeId is not null && !FieldReader.IsId(programmeId))
                    return Problems.Invalid("programmeId", FieldReader.IdRule);
                if (state is not null && !States.Contains(state))
                    return Problems.Invalid("state", $"must be one of {string.Join(", ", States)}");
                return new ViewResponse<ListView<RedemptionView>>(
                    StatusCodes.Status200OK,
                    await ReadPage(memberId, programmeId, state, paging, caller, ct),
                    RedeemingJson.Default.ListViewRedemptionView
                );
            }
        );

    private async Task<ListView<RedemptionView>> ReadPage(
        string memberId,
        string? programmeId,
        string? state,
        KeyPageRequest paging,
        Caller caller,
        CancellationToken ct
    )
    {
        var showsCode = caller.IsMember(memberId) || caller.IsOperator;
        var page = paging.ToListView(
            await redemptions.List(memberId, programmeId, paging.After, paging.Limit + 1, ct),
            it => RedemptionView.From(it, pipeline.Now, Viewer.OfEverything, showsCode),
            IListedRedemptions.SortKeyOf
        );
        return state is null ? page : page with { Items = [.. page.Items.Where(it => it.Status == state)] };
    }
}
