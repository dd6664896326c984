using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Acting;
using Points.Domain.Deciding;
using Points.Domain.Reading;
using Points.Domain.Wallets;
using Points.Functions.Access;
using Points.Functions.Accruing;
using Points.Functions.Http;

namespace Points.Functions.Acting;

/// <summary>Takes what members do beside buying, where the programme has published points for it.</summary>
public sealed class ActHttp(Acts acts, Reception reception)
{
    [Function("Act")]
    public Task<IResult> Act(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/actions")] HttpRequest http,
        string memberId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator || caller.IsMember(memberId), act: caller => Body.Read(
            http, needsKey: true,
            read: fields => Read(fields, memberId, caller),
            then: async (command, key) =>
            {
                var request = Request.From(caller.KeyScope, $"members/{memberId}/actions", key, command.Fingerprint(), reception.Now);
                return Answers.Of(
                    await acts.Handle(command, request, ct), StatusCodes.Status201Created, entry => AccrualView.Of(entry, toMerchant: false), HttpJson.Default.AccrualView);
            },
            ct));

    private static Act Read(Fields fields, string memberId, Caller caller)
    {
        if (!Fields.IsId(memberId)) fields.Fault(nameof(memberId), Fields.IdRule);
        return new(new WalletId(memberId, fields.Id("programmeId")), fields.Id("action"), fields.Text("reference", AccrueBody.ReferenceLengthMax), caller.IsOperator);
    }
}
