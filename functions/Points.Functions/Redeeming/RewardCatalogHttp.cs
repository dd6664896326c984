using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Lists the rewards of a programme.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class RewardCatalogHttp(RewardCatalog catalog, HttpPipeline pipeline)
{
    private const string Cheapest = "cheapest";

    /// <summary>
    /// Lists what points buy now. For a member, the list shows their own price and whether they can have it.
    /// </summary>
    [Function("Rewards")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [QueryParameter(
        "memberId",
        "The member to list for; allowed to that member, operators and auditors.",
        Pattern = FieldReader.IdPattern
    )]
    [QueryParameter(
        "sort",
        "Lists what the member can have first, and the cheapest before the others.",
        OneOf = [Cheapest]
    )]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<OfferView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programmeId}/rewards")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    )
    {
        var memberId = (string?)http.Query["memberId"];
        return pipeline.RunAuthorized(
            http,
            needed: memberId is null ? CallerRule.Everyone : CallerRule.ToRead(memberId),
            handle: async _ =>
            {
                var problem = memberId is null
                    ? PathIdValidation.FindProblem(programmeId)
                    : PathIdValidation.FindProblem(programmeId, memberId);
                if (problem is not null)
                    return problem;
                var (page, sort) = (PageRequest.Read(http), (string?)http.Query["sort"]);
                if (!page.TryGetValue(out var paging))
                    return Problems.Invalid(page.Errors);
                if (sort is not (null or Cheapest))
                    return Problems.Invalid("sort", $"must be {Cheapest}, or be left out");
                var offers = await catalog.ListOffers(
                    programmeId,
                    memberId,
                    cheapestFirst: sort is Cheapest,
                    pipeline.Now,
                    ct
                );
                return offers is null
                    ? Problems.NotFound(memberId is null ? "programme" : "programme, or the member is not in it")
                    : new ViewResponse<ListView<OfferView>>(
                        StatusCodes.Status200OK,
                        ToPage(offers, paging, isMembers: memberId is not null),
                        RedeemingJson.Default.ListViewOfferView
                    );
            }
        );
    }

    /// <summary>Numbers the offers from the end, because page cursors count down.</summary>
    private static ListView<OfferView> ToPage(IReadOnlyList<RewardOffer> offers, PageRequest paging, bool isMembers)
    {
        var first = offers.Count - (int)Math.Min(paging.Before - 1, offers.Count);
        var page = offers.Skip(first).Take(paging.Limit).Select(offer => OfferView.From(offer, isMembers)).ToArray();
        var last = first + page.Length;
        return new(page, last < offers.Count ? PageRequest.CursorAfter(offers.Count - last + 1) : null);
    }
}
