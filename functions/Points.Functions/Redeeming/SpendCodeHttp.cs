using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Redeeming;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>Gives members the code that a merchant needs to redeem for them.</summary>
[Area(Areas.Redeeming)]
public sealed class SpendCodeHttp(SpendCodes codes, IMemberStore members, Reception reception)
{
    /// <summary>Gives a member a code to redeem with at a merchant. It is good once, for a minute.</summary>
    [Function("SpendCode")]
    [Callers(Roles.Member)]
    [Takes(typeof(SpendCodeBody), MayBeEmpty = true)]
    [Gives(StatusCodes.Status201Created, typeof(SpendCodeView))]
    [Refuses("not-found")]
    public Task<IResult> Issue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/spend-codes")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsMember(memberId),
            act: _ =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: SpendCodeBody.Read,
                    then: async (wish, _) =>
                    {
                        if (PathIds.FirstFault(memberId) is { } fault)
                            return fault;
                        if (await members.Find(memberId, ct) is null)
                            return Problems.NotFound("member");
                        var code = Codes.Spend();
                        var issued = await codes.Issue(memberId, code, wish.Cap, reception.Now, ct);
                        return new Answer<SpendCodeView>(
                            StatusCodes.Status201Created,
                            new(code, issued.Until, issued.Cap?.Value),
                            RedeemingJson.Default.SpendCodeView
                        );
                    },
                    ct,
                    mayBeEmpty: true
                )
        );
}

/// <param name="Points">The most it is good for; absent for any number.</param>
internal sealed record SpendCodeView(string Code, DateTimeOffset ExpiresAt, long? Points);
