using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Shows what points buy, and takes prices that operators set.</summary>
[Area(Areas.Redeeming)]
public sealed class MallHttp(Mall mall, Prices prices, Reception reception)
{
    private const string Cheapest = "cheapest";

    /// <summary>Shows what points buy now. A member is shown their own price, and whether they can have it.</summary>
    [Function("Rewards")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator | Roles.Auditor)]
    [Query(
        "memberId",
        "For whom it is shown; only by that member, operators and auditors.",
        Pattern = Fields.IdPattern
    )]
    [Query("sort", "What is within reach first, the cheapest before the others.", OneOf = [Cheapest])]
    [Pages]
    [Gives(StatusCodes.Status200OK, typeof(ListView<OfferView>))]
    [Refuses("not-found")]
    public Task<IResult> Show(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/rewards")] HttpRequest http,
        string programmeId,
        CancellationToken ct
    )
    {
        var memberId = (string?)http.Query["memberId"];
        return reception.Answer(
            http,
            may: caller => memberId is null || caller.MayRead(memberId),
            act: async _ =>
            {
                if (
                    (memberId is null ? PathIds.FirstFault(programmeId) : PathIds.FirstFault(programmeId, memberId)) is
                    { } fault
                )
                    return fault;
                var (asked, sort) = (Paging.Of(http), (string?)http.Query["sort"]);
                if (!asked.Succeeded(out var paging))
                    return Problems.Invalid(asked.Faults);
                if (sort is not (null or Cheapest))
                    return Problems.Invalid(
                        "sort",
                        $"must be {Cheapest}: what is within reach first, the cheapest before the others"
                    );
                var offers = await mall.Show(programmeId, memberId, cheapestFirst: sort is Cheapest, reception.Now, ct);
                return offers is null
                    ? Problems.NotFound(memberId is null ? "programme" : "programme with this member")
                    : new Answer<ListView<OfferView>>(
                        StatusCodes.Status200OK,
                        PageOf(offers, paging, isMembers: memberId is not null),
                        RedeemingJson.Default.ListViewOfferView
                    );
            }
        );
    }

    /// <summary>Sets a reward's price within its published bounds.</summary>
    [Function("SetPrice")]
    [Callers(Roles.Operator)]
    [Takes(typeof(PriceBody))]
    [Gives(StatusCodes.Status200OK, typeof(PriceView))]
    [Refuses("not-found", "terms-not-allowed")]
    public Task<IResult> SetPrice(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "programmes/{programmeId}/rewards/{rewardId}/price")]
            HttpRequest http,
        string programmeId,
        string rewardId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: _ =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: fields => PriceBody.Read(fields, programmeId, rewardId),
                    then: async (command, _) =>
                    {
                        if (PathIds.FirstFault(programmeId, rewardId) is { } fault)
                            return fault;
                        return await prices.Handle(command, reception.Now, ct) is { } refusal
                            ? Problems.Of(refusal)
                            : new Answer<PriceView>(
                                StatusCodes.Status200OK,
                                new(programmeId, rewardId, command.Points.Value),
                                RedeemingJson.Default.PriceView
                            );
                    },
                    ct
                )
        );

    /// <summary>Offers are numbered from the end, as the numbers of pages go down.</summary>
    private static ListView<OfferView> PageOf(IReadOnlyList<Offer> offers, Paging paging, bool isMembers)
    {
        var first = offers.Count - (int)Math.Min(paging.Before - 1, offers.Count);
        var page = offers.Skip(first).Take(paging.Limit).Select(offer => OfferView.Of(offer, isMembers)).ToArray();
        var last = first + page.Length;
        return new(page, last < offers.Count ? Paging.After(offers.Count - last + 1) : null);
    }
}
