using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>What becomes of a redemption: a hold is confirmed or cancelled, and what was taken is reversed.</summary>
[ApiTag(ApiTags.Redeeming)]
public sealed class RedemptionLifecycleHttp(RedemptionHandler handler, HttpPipeline pipeline)
{
    /// <summary>Confirms a hold. What was held is given, and its points are spent.</summary>
    [Function("Confirm")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(ConfirmBody), NeedsIdempotencyKey = true, CanBeEmpty = true)]
    [Response(StatusCodes.Status200OK, typeof(SettledView))]
    [ProblemResponses("not-found", "member-frozen", "hold-expired", "already-settled")]
    public Task<IResult> Confirm(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/redemptions/{redemptionId}/confirm"
        )]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        Handle(
            http,
            memberId,
            redemptionId,
            "confirm",
            isMemberAllowed: false,
            mayBeEmpty: true,
            (reader, by) => ConfirmBody.Read(reader, redemptionId, by),
            (command, request) => handler.Handle(memberId, command, request, ct),
            command => command.Fingerprint(),
            ct
        );

    /// <summary>Cancels a hold. Its points are the member's again. Who cancels is at fault where nothing else is said.</summary>
    [Function("Cancel")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(CancelBody), NeedsIdempotencyKey = true, CanBeEmpty = true)]
    [Response(StatusCodes.Status200OK, typeof(SettledView))]
    [ProblemResponses("not-found", "hold-expired", "already-settled")]
    public Task<IResult> Cancel(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/redemptions/{redemptionId}/cancel"
        )]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        Handle(
            http,
            memberId,
            redemptionId,
            "cancel",
            isMemberAllowed: true,
            mayBeEmpty: true,
            (reader, by) => CancelBody.Read(reader, redemptionId, by),
            (command, request) => handler.Handle(memberId, command, request, ct),
            command => command.Fingerprint(),
            ct
        );

    /// <summary>Undoes a redemption, wholly or in part. Its points go back to their lots, with compensation where the merchant is at fault.</summary>
    [Function("Reverse")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [RequestBody(typeof(ReverseBody), NeedsIdempotencyKey = true)]
    [Response(StatusCodes.Status200OK, typeof(SettledView))]
    [ProblemResponses("not-found", "not-eligible", "hold-expired", "already-settled", "limit-reached")]
    public Task<IResult> Reverse(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "members/{memberId}/redemptions/{redemptionId}/reverse"
        )]
            HttpRequest http,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) =>
        Handle(
            http,
            memberId,
            redemptionId,
            "reverse",
            isMemberAllowed: false,
            mayBeEmpty: false,
            (reader, by) => ReverseBody.Read(reader, redemptionId, by),
            (command, request) => handler.Handle(memberId, command, request, ct),
            command => command.Fingerprint(),
            ct
        );

    private Task<IResult> Handle<T>(
        HttpRequest http,
        string memberId,
        string redemptionId,
        string step,
        bool isMemberAllowed,
        bool mayBeEmpty,
        Func<FieldReader, Actor, T> read,
        Func<T, Request, Task<Outcome>> handle,
        Func<T, string> fingerprint,
        CancellationToken ct
    )
        where T : class =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.ActorFor(memberId) is { } by && (isMemberAllowed || by is not Actor.Member),
            handle: caller =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: true,
                    read: reader => read(reader, caller.ActorFor(memberId)!),
                    then: async (command, key) =>
                    {
                        if (PathIdValidation.FindProblem(memberId, redemptionId) is { } fault)
                            return fault;
                        var request = Request.From(
                            caller.IdempotencyScope,
                            $"members/{memberId}/redemptions/{redemptionId}/{step}",
                            key,
                            fingerprint(command),
                            pipeline.Now
                        );
                        return OutcomeResponse.From(
                            await handle(command, request),
                            StatusCodes.Status200OK,
                            entry => SettledView.From(entry, toMerchant: caller.ActorFor(memberId) is Actor.Merchant),
                            RedeemingJson.Default.SettledView
                        );
                    },
                    ct,
                    mayBeEmpty
                )
        );
}
