using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>What becomes of a redemption: a hold is confirmed or cancelled, and what was taken is reversed.</summary>
[Area(Areas.Redeeming)]
public sealed class SettleHttp(Redemptions redemptions, Reception reception)
{
    /// <summary>Confirms a hold. What was held is given, and its points are spent.</summary>
    [Function("Confirm")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [Takes(typeof(ConfirmBody), NeedsKey = true, MayBeEmpty = true)]
    [Gives(StatusCodes.Status200OK, typeof(SettledView))]
    [Refuses("not-found", "member-frozen", "hold-expired", "already-settled")]
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
        Settle(
            http,
            memberId,
            redemptionId,
            "confirm",
            memberMay: false,
            mayBeEmpty: true,
            (fields, by) => ConfirmBody.Read(fields, redemptionId, by),
            (command, request) => redemptions.Handle(memberId, command, request, ct),
            command => command.Fingerprint(),
            ct
        );

    /// <summary>Cancels a hold. Its points are the member's again. Who cancels is at fault where nothing else is said.</summary>
    [Function("Cancel")]
    [Callers(Roles.Member | Roles.Merchant | Roles.Operator)]
    [Takes(typeof(CancelBody), NeedsKey = true, MayBeEmpty = true)]
    [Gives(StatusCodes.Status200OK, typeof(SettledView))]
    [Refuses("not-found", "hold-expired", "already-settled")]
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
        Settle(
            http,
            memberId,
            redemptionId,
            "cancel",
            memberMay: true,
            mayBeEmpty: true,
            (fields, by) => CancelBody.Read(fields, redemptionId, by),
            (command, request) => redemptions.Handle(memberId, command, request, ct),
            command => command.Fingerprint(),
            ct
        );

    /// <summary>Undoes a redemption, wholly or in part. Its points go back to their lots, with compensation where the merchant is at fault.</summary>
    [Function("Reverse")]
    [Callers(Roles.Merchant | Roles.Operator)]
    [Takes(typeof(ReverseBody), NeedsKey = true)]
    [Gives(StatusCodes.Status200OK, typeof(SettledView))]
    [Refuses("not-found", "not-eligible", "hold-expired", "already-settled", "limit-reached")]
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
        Settle(
            http,
            memberId,
            redemptionId,
            "reverse",
            memberMay: false,
            mayBeEmpty: false,
            (fields, by) => ReverseBody.Read(fields, redemptionId, by),
            (command, request) => redemptions.Handle(memberId, command, request, ct),
            command => command.Fingerprint(),
            ct
        );

    private Task<IResult> Settle<T>(
        HttpRequest http,
        string memberId,
        string redemptionId,
        string step,
        bool memberMay,
        bool mayBeEmpty,
        Func<Fields, Actor, T> read,
        Func<T, Request, Task<Outcome>> handle,
        Func<T, string> fingerprint,
        CancellationToken ct
    )
        where T : class =>
        reception.Answer(
            http,
            may: caller => caller.ActsOn(memberId) is { } by && (memberMay || by is not Actor.Member),
            act: caller =>
                Body.Read(
                    http,
                    needsKey: true,
                    read: fields => read(fields, caller.ActsOn(memberId)!),
                    then: async (command, key) =>
                    {
                        if (PathIds.FirstFault(memberId, redemptionId) is { } fault)
                            return fault;
                        var request = Request.From(
                            caller.KeyScope,
                            $"members/{memberId}/redemptions/{redemptionId}/{step}",
                            key,
                            fingerprint(command),
                            reception.Now
                        );
                        return Answers.Of(
                            await handle(command, request),
                            StatusCodes.Status200OK,
                            entry => SettledView.Of(entry, toMerchant: caller.ActsOn(memberId) is Actor.Merchant),
                            RedeemingJson.Default.SettledView
                        );
                    },
                    ct,
                    mayBeEmpty
                )
        );
}
