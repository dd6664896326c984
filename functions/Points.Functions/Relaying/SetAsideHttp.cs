using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Cosmos.Relaying;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Relaying;

/// <summary>Lists the entries and notices of the ledger's feed that were set aside.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class SetAsideHttp(CosmosSetAsideEntries setAsideEntries, HttpPipeline pipeline)
{
    /// <summary>Lists the entries that could not be relayed and were set aside.</summary>
    [Function("Poison")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<PoisonView>))]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "ledger/poison")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.OperatorOrAuditor,
            handle: async _ =>
            {
                var asked = KeyPageRequest.Read(http, isKey: _ => true);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                var page = paging.ToListView(
                    await setAsideEntries.List(paging.After, paging.Limit + 1, ct),
                    PoisonView.From,
                    it => it.SortKey
                );
                return new ViewResponse<ListView<PoisonView>>(
                    StatusCodes.Status200OK,
                    page,
                    RelayingJson.Default.ListViewPoisonView
                );
            }
        );
}
