using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos.Refunding;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Refunding;

/// <summary>Lists a merchant's refunds that wait for their purchases.</summary>
[ApiTag(ApiTags.Earning)]
public sealed class WaitingRefundsHttp(CosmosWaitingRefunds refunds, HttpPipeline pipeline)
{
    /// <summary>
    /// Lists a merchant's refunds whose purchases have not arrived, newest first. If a purchase was posted for another
    /// member, its refund waits here until it is posted for that member. A refund is listed a moment after it was
    /// booked.
    /// </summary>
    [Function("WaitingRefunds")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Paged]
    [QueryParameter("state", "The state to list, the only one so far.", OneOf = [WaitingRefundView.AwaitingPurchase])]
    [Response(StatusCodes.Status200OK, typeof(ListView<WaitingRefundView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "partners/{merchantId}/refunds")]
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
                if ((string?)http.Query["state"] is not (null or WaitingRefundView.AwaitingPurchase))
                    return Problems.Invalid("state", $"must be {WaitingRefundView.AwaitingPurchase}");
                var page = paging.ToListView(
                    await refunds.List(merchantId, paging.After, paging.Limit + 1, ct),
                    WaitingRefundView.From,
                    it => it.SortKey
                );
                return new ViewResponse<ListView<WaitingRefundView>>(
                    StatusCodes.Status200OK,
                    page,
                    RefundingJson.Default.ListViewWaitingRefundView
                );
            }
        );
}
