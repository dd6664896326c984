using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Settling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>Downloads the lines of the platform's own accounts.</summary>
[ApiTag(ApiTags.Settlement)]
public sealed class PlatformLinesHttp(IStatementLineFiles files, HttpPipeline pipeline)
{
    /// <summary>Downloads the lines of the platform's own accounts in a closed month.</summary>
    [Function("PlatformLines")]
    [Callers(Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, MediaType = "text/csv", Description = CsvLineFiles.Description)]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "settlement/periods/{period}/lines")]
            HttpRequest http,
        string period,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.FinanceOrAuditor,
            handle: async _ =>
                SettlementPeriod.TryParse(period) is not { } settlementPeriod ? Problems.InvalidPeriod
                : await files.Read(settlementPeriod, AccountHolder.Platform, ct) is { } file
                    ? CsvLineFiles.Download(file, $"platform-{settlementPeriod}")
                : Problems.NotFound("closed settlement period with lines of the platform")
        );
}
