using Microsoft.AspNetCore.Http;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.Http;

namespace Points.Functions.Redeeming;

/// <summary>The part that confirming, cancelling and reversing a redemption share over HTTP.</summary>
/// <param name="Name">The last part of the route, which also separates idempotency keys of the three steps.</param>
internal sealed record RedemptionStep<T>(
    string Name,
    Func<FieldReader, Actor, T> Read,
    Func<T, string> FingerprintOf,
    Func<T, Request, Task<Outcome>> Handle
)
    where T : class
{
    /// <summary>Whether the member may do this, as well as the merchant and operators.</summary>
    public bool IsMemberAllowed { get; init; }

    /// <summary>Whether an empty body means an empty object.</summary>
    public bool CanBeEmpty { get; init; }

    public Task<IResult> Run(
        HttpPipeline pipeline,
        HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        pipeline.RunBooking(
            http,
            $"members/{memberId}/redemptions/{redemptionId}/{Name}",
            isAllowed: caller => caller.ActorFor(memberId) is { } by && (IsMemberAllowed || by is not Actor.Member),
            read: (reader, caller) => Read(reader, caller.ActorFor(memberId)!),
            FingerprintOf,
            handle: async (command, request, caller) =>
            {
                if (PathIdValidation.FindProblem(memberId, redemptionId) is { } problem)
                    return problem;
                return OutcomeResponse.From(
                    await Handle(command, request),
                    StatusCodes.Status200OK,
                    entry => SettledView.From(entry, toMerchant: caller.ActorFor(memberId) is Actor.Merchant),
                    RedeemingJson.Default.SettledView
                );
            },
            ct,
            CanBeEmpty
        );
}
