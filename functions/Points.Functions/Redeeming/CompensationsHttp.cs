using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Lists the compensation that a programme's bounds withheld from members (law L13).</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class CompensationsHttp(
    IListedCompensations compensations,
    ILedgerKeys ledgers,
    IProgrammes programmes,
    HttpPipeline pipeline
)
{
    private const string Withheld = "withheld";

    /// <summary>Lists the compensation that was withheld from members, newest first.</summary>
    [Function("Compensations")]
    [Callers(Roles.Operator | Roles.Finance | Roles.Auditor)]
    [Paged]
    [QueryParameter(
        "state",
        "Only compensation in this state. Only withheld compensation is listed.",
        OneOf = [Withheld]
    )]
    [Response(StatusCodes.Status200OK, typeof(ListView<WithheldCompensationView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programmeId}/compensations")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.FinanceOrAuditor,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(programmeId) is { } problem)
                    return problem;
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                if ((string?)http.Query["state"] is not (null or Withheld))
                    return Problems.Invalid("state", $"must be {Withheld}, or be left out");
                if (await programmes.FindTerms(programmeId, pipeline.Now, ct) is null)
                    return Problems.NotFound("programme");
                var withheld = await compensations.ListWithheld(programmeId, paging.After, paging.Limit + 1, ct);
                var members = await FindMembers(withheld, ct);
                var page = paging.ToListView(
                    withheld,
                    it => WithheldCompensationView.From(it, members[it.LedgerKey]),
                    it => it.SortKey
                );
                return new ViewResponse<ListView<WithheldCompensationView>>(
                    StatusCodes.Status200OK,
                    page,
                    RedeemingJson.Default.ListViewWithheldCompensationView
                );
            }
        );

    /// <summary>Finds each member once.</summary>
    /// <returns>The members' ids by ledger key; null for members who were erased.</returns>
    private async Task<Dictionary<string, string?>> FindMembers(
        IReadOnlyList<ListedCompensation> withheld,
        CancellationToken ct
    )
    {
        string[] keys = [.. withheld.Select(it => it.LedgerKey).Distinct(StringComparer.Ordinal)];
        var members = await Task.WhenAll(keys.Select(key => ledgers.FindMember(key, ct)));
        return keys.Zip(members).ToDictionary(it => it.First, it => it.Second, StringComparer.Ordinal);
    }
}
