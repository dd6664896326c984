using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Shows a merchant's disputes.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class DisputesHttp(IDisputes disputes, HttpPipeline pipeline)
{
    /// <summary>Lists a merchant's disputes, newest first.</summary>
    [Function("Disputes")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<DisputeView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "partners/{merchantId}/disputes")]
            HttpRequest http,
        string merchantId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var page = paging.ToListView(
                    await disputes.List(merchantId, paging.After, paging.Limit + 1, ct),
                    DisputeView.From,
                    it => it.SortKey
                );
                return new ViewResponse<ListView<DisputeView>>(
                    StatusCodes.Status200OK,
                    page,
                    SettlingJson.Default.ListViewDisputeView
                );
            }
        );
}
