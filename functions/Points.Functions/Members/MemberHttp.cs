using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Enrols members, shows their profiles, and freezes their wallets.</summary>
[ApiTag(ApiTags.Members)]
public sealed class MemberHttp(EnrolHandler handler, IMemberStore members, HttpPipeline pipeline)
{
    /// <summary>Enrols a member, or replaces what is known of one. The programmes named are added to those the member is in.</summary>
    [Function("Enrol")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(EnrolBody))]
    [Response(StatusCodes.Status200OK, typeof(MemberView))]
    [Response(StatusCodes.Status201Created, typeof(MemberView))]
    [ProblemResponses("not-found", "limit-reached")]
    public Task<IResult> Enrol(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "members/{memberId}")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: reader => EnrolBody.Read(reader, memberId, pipeline.Now),
                    then: async (command, _) =>
                        (await handler.Handle(command, pipeline.Now, ct)).Match<IResult>(
                            enrolled: it =>
                                Show(it.Member, it.Created ? StatusCodes.Status201Created : StatusCodes.Status200OK),
                            refused: Problems.From
                        ),
                    ct
                )
        );

    /// <summary>Shows a member's profile.</summary>
    [Function("Member")]
    [Callers(Roles.Member | Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(MemberView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Profile(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "members/{memberId}")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.MayReadMember(memberId),
            handle: async _ => PathIdValidation.FindProblem(memberId) ?? ShowOrNone(await members.Find(memberId, ct))
        );

    /// <summary>Freezes a member's wallets. They neither earn nor spend.</summary>
    [Function("Freeze")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(ReasonBody))]
    [Response(StatusCodes.Status200OK, typeof(MemberView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Freeze(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/freeze")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) => Change(http, memberId, reason => new(memberId, reason), ct);

    /// <summary>Lets a member's wallets earn and spend again.</summary>
    [Function("Unfreeze")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(ReasonBody))]
    [Response(StatusCodes.Status200OK, typeof(MemberView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Unfreeze(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "members/{memberId}/unfreeze")] HttpRequest http,
        string memberId,
        CancellationToken ct
    ) => Change(http, memberId, _ => new(memberId, Reason: null), ct);

    private Task<IResult> Change(
        HttpRequest http,
        string memberId,
        Func<string, Freeze> command,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: ReasonBody.Read,
                    then: async (reason, _) =>
                        PathIdValidation.FindProblem(memberId) ?? ShowOrNone(await handler.Handle(command(reason), ct)),
                    ct
                )
        );

    private static IResult ShowOrNone(Member? member) =>
        member is null ? Problems.NotFound("member") : Show(member, StatusCodes.Status200OK);

    private static ViewResponse<MemberView> Show(Member member, int status) =>
        new(status, MemberView.From(member), MembersJson.Default.MemberView);
}
