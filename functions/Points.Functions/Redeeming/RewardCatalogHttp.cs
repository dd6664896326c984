using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Shows what points buy, and takes prices that operators set.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class RewardCatalogHttp(RewardCatalog catalog, SetPriceHandler handler, HttpPipeline pipeline)
{
    private const string Cheapest = "cheapest";

    /// <summary>Shows what points buy now. A member is shown their own price, and whether they can have it.</summary>
    [Function("Rewards")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [QueryParameter(
        "memberId",
        "For whom it is shown; only by that member, operators and auditors.",
        Pattern = FieldReader.IdPattern
    )]
    [QueryParameter("sort", "What is within reach first, the cheapest before the others.", OneOf = [Cheapest])]
    [Paged]
    [Response(StatusCodes.Status200OK, typeof(ListView<OfferView>))]
    [ProblemResponses("not-found")]
    public Task<IResult> List(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/rewards")] HttpRequest http,
        string programmeId,
        CancellationToken ct
    )
    {
        var memberId = (string?)http.Query["memberId"];
        return pipeline.RunAuthorized(
            http,
            isAllowed: caller => memberId is null || caller.MayReadMember(memberId),
            handle: async _ =>
            {
                if (
                    (
                        memberId is null
                            ? PathIdValidation.FindProblem(programmeId)
                            : PathIdValidation.FindProblem(programmeId, memberId)
                    ) is
                    { } fault
                )
                    return fault;
                var (asked, sort) = (PageRequest.Read(http), (string?)http.Query["sort"]);
                if (!asked.TryGetValue(out var paging))
                    return Problems.Invalid(asked.Errors);
                if (sort is not (null or Cheapest))
                    return Problems.Invalid(
                        "sort",
                        $"must be {Cheapest}: what is within reach first, the cheapest before the others"
                    );
                var offers = await catalog.ListOffers(
                    programmeId,
                    memberId,
                    cheapestFirst: sort is Cheapest,
                    pipeline.Now,
                    ct
                );
                return offers is null
                    ? Problems.NotFound(memberId is null ? "programme" : "programme with this member")
                    : new ViewResponse<ListView<OfferView>>(
                        StatusCodes.Status200OK,
                        ToPage(offers, paging, isMembers: memberId is not null),
                        RedeemingJson.Default.ListViewOfferView
                    );
            }
        );
    }

    /// <summary>Sets a reward's price within its published bounds.</summary>
    [Function("SetPrice")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(PriceBody))]
    [Response(StatusCodes.Status200OK, typeof(PriceView))]
    [ProblemResponses("not-found", "terms-not-allowed")]
    public Task<IResult> SetPrice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "programmes/{programmeId}/rewards/{rewardId}/price")]
            HttpRequest http,
        string programmeId,
        string rewardId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: reader => PriceBody.Read(reader, programmeId, rewardId),
                    then: async (command, _) =>
                    {
                        if (PathIdValidation.FindProblem(programmeId, rewardId) is { } fault)
                            return fault;
                        return await handler.Handle(command, pipeline.Now, ct) is { } refusal
                            ? Problems.From(refusal)
                            : new ViewResponse<PriceView>(
                                StatusCodes.Status200OK,
                                new(programmeId, rewardId, command.Points.Value),
                                RedeemingJson.Default.PriceView
                            );
                    },
                    ct
                )
        );

    /// <summary>Offers are numbered from the end, as the numbers of pages go down.</summary>
    private static ListView<OfferView> ToPage(IReadOnlyList<RewardOffer> offers, PageRequest paging, bool isMembers)
    {
        var first = offers.Count - (int)Math.Min(paging.Before - 1, offers.Count);
        var page = offers.Skip(first).Take(paging.Limit).Select(offer => OfferView.From(offer, isMembers)).ToArray();
        var last = first + page.Length;
        return new(page, last < offers.Count ? PageRequest.CursorAfter(offers.Count - last + 1) : null);
    }
}
