using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Acting;
using Points.Domain.Deciding;
using Points.Functions.Access;
using Points.Functions.Accruing;
using Points.Functions.Earning;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Acting;

/// <summary>Takes what members do beside buying, where the programme has published points for it.</summary>
[Area(Areas.Earning)]
public sealed class ActHttp(Acts acts, Reception reception)
{
    /// <summary>Takes what a member did beside buying. It earns where the programme has published points for it.</summary>
    [Function("Act")]
    [Callers(Roles.Member | Roles.Operator)]
    [Takes(typeof(ActBody), NeedsKey = true)]
    [Gives(StatusCodes.Status201Created, typeof(AccrualView))]
    [Refuses(
        "not-found",
        "member-not-enrolled",
        "member-frozen",
        "not-eligible",
        "action-already-counted",
        "programme-not-licensed",
        "budget-exhausted",
        "limit-reached"
    )]
    public Task<IResult> Act(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/actions")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator || caller.IsMember(memberId),
            act: caller =>
                Body.Read(
                    http,
                    needsKey: true,
                    read: fields => ActBody.Read(fields, memberId, caller.IsOperator),
                    then: async (command, key) =>
                    {
                        var request = Request.From(
                            caller.KeyScope,
                            $"members/{memberId}/actions",
                            key,
                            command.Fingerprint(),
                            reception.Now
                        );
                        return Answers.Of(
                            await acts.Handle(command, request, ct),
                            StatusCodes.Status201Created,
                            entry => AccrualView.Of(entry, toMerchant: false),
                            EarningJson.Default.AccrualView
                        );
                    },
                    ct
                )
        );
}
