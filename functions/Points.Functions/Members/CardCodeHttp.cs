using System.Security.Cryptography;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Issues the membership cards that members show at tills.</summary>
[ApiTag(ApiTags.Members)]
public sealed class CardCodeHttp(IssueCardCodeHandler handler, HttpPipeline pipeline)
{
    /// <summary>Two more than a spend code has: a till that reads the wrong one of them gets a clear problem.</summary>
    private const int CodeLength = 20;

    private const string Digits = "0123456789";

    /// <summary>
    /// Issues a code that says who the member is. Tills may read it several times within one minute. It moves no
    /// points.
    /// </summary>
    [Function("CardCode")]
    [Callers(Roles.Member)]
    [Response(StatusCodes.Status201Created, typeof(CardCodeView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Issue(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/card-codes")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            // What cannot be a member's id is refused by name, whoever asks.
            needed: PathIdValidation.FindProblem(memberId) is null ? CallerRule.ToBe(memberId) : CallerRule.Everyone,
            handle: async _ =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } problem)
                    return problem;
                var code = RandomNumberGenerator.GetString(Digits, CodeLength);
                return await handler.Handle(new(memberId, code), pipeline.Now, ct) is { } card
                    ? new ViewResponse<CardCodeView>(
                        StatusCodes.Status201Created,
                        new(code, card.Until),
                        MembersJson.Default.CardCodeView
                    )
                    : Problems.NotFound("member");
            }
        );
}
