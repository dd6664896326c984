using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.Http;

namespace Points.Functions.Redeeming;

/// <summary>What becomes of a redemption: a hold is confirmed or cancelled, and what was taken is reversed.</summary>
public sealed class SettleHttp(Redemptions redemptions, Reception reception)
{
    private const int ReasonLengthMax = 200;

    private static readonly Dictionary<string, AtFault> Faults = new(StringComparer.Ordinal) { ["member"] = AtFault.Member, ["merchant"] = AtFault.Merchant };

    [Function("Confirm")]
    public Task<IResult> Confirm(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/redemptions/{redemptionId}/confirm")] HttpRequest http,
        string memberId, string redemptionId, CancellationToken ct) =>
        Settle(http, memberId, redemptionId, "confirm", memberMay: false, mayBeEmpty: true,
            (_, by) => new ConfirmHold(redemptionId, by),
            (command, request) => redemptions.Handle(memberId, command, request, ct), command => command.Fingerprint(), ct);

    /// <summary>Who cancels is at fault where nothing else is said: a merchant that cannot give what it held, or a member who does not want it.</summary>
    [Function("Cancel")]
    public Task<IResult> Cancel(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/redemptions/{redemptionId}/cancel")] HttpRequest http,
        string memberId, string redemptionId, CancellationToken ct) =>
        Settle(http, memberId, redemptionId, "cancel", memberMay: true, mayBeEmpty: true,
            (fields, by) => new CancelHold(
                redemptionId, by, by is Actor.Member ? AtFault.Member : fields.Choice("by", Faults, absent: by is Actor.Merchant ? "merchant" : "member"),
                fields.OptionalText("reason", ReasonLengthMax)),
            (command, request) => redemptions.Handle(memberId, command, request, ct), command => command.Fingerprint(), ct);

    [Function("Reverse")]
    public Task<IResult> Reverse(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/redemptions/{redemptionId}/reverse")] HttpRequest http,
        string memberId, string redemptionId, CancellationToken ct) =>
        Settle(http, memberId, redemptionId, "reverse", memberMay: false, mayBeEmpty: false,
            (fields, by) => new Reverse(
                redemptionId, by, (int?)fields.OptionalWhole("quantity", 1, Domain.Redeeming.Redeem.QuantityMax), fields.Choice("by", Faults), fields.Text("reason", ReasonLengthMax)),
            (command, request) => redemptions.Handle(memberId, command, request, ct), command => command.Fingerprint(), ct);

    private Task<IResult> Settle<T>(
        HttpRequest http, string memberId, string redemptionId, string step, bool memberMay, bool mayBeEmpty, Func<Fields, Actor, T> read,
        Func<T, Request, Task<Outcome>> handle, Func<T, string> fingerprint, CancellationToken ct)
        where T : class =>
        reception.Answer(
            http,
            may: caller => caller.ActsOn(memberId) is { } by && (memberMay || by is not Actor.Member),
            act: caller => Body.Read(
                http, needsKey: true,
                read: fields => read(fields, caller.ActsOn(memberId)!),
                then: async (command, key) =>
                {
                    if (PathIds.FirstFault(memberId, redemptionId) is { } fault) return fault;
                    var request = Request.From(caller.KeyScope, $"members/{memberId}/redemptions/{redemptionId}/{step}", key, fingerprint(command), reception.Now);
                    return Answers.Of(
                        await handle(command, request), StatusCodes.Status200OK,
                        entry => SettledView.Of(entry, toMerchant: caller.ActsOn(memberId) is Actor.Merchant), HttpJson.Default.SettledView);
                },
                ct, mayBeEmpty));
}
