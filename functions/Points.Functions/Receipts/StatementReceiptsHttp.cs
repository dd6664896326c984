using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Signing;

namespace Points.Functions.Receipts;

/// <summary>Signs what is behind a statement, so that its merchant can recalculate it without this app.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class StatementReceiptsHttp(
    StatementReader statements,
    ISettlementAccounts accounts,
    SigningKeys keys,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Downloads the signed lines behind a merchant's statement of a closed month.
    /// </summary>
    /// <remarks>
    /// They are the merchant's own flows, with all that the statement follows from, and nothing about members.
    /// </remarks>
    [Function("StatementReceipts")]
    [Callers(Roles.Merchant | Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, MediaType = SignedPages.MediaType, Description = SignedPages.Description)]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "partners/{merchantId}/statements/{period}/receipts"
        )]
            HttpRequest http,
        string merchantId,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToReadMerchant(merchantId),
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(merchantId) is { } problem)
                    return problem;
                if (SettlementPeriod.TryParse(period) is not { } settlementPeriod)
                    return Problems.InvalidPeriod;
                return
                    await statements.Find(new(merchantId), settlementPeriod, ct) is (var statement, PeriodStatus.Closed)
                    ? new StatementPages(statement, accounts, keys)
                    : Problems.NotFound("statement, or its month is not closed yet");
            }
        );
}
