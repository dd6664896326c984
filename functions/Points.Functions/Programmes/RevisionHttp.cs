using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Takes operators' revisions of a programme from draft to force, puts them off or takes them back, and shows them.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class RevisionHttp(RevisionLifecycle revisions, NoticeProgress progress, HttpPipeline pipeline)
{
    /// <summary>Takes a revision of a programme as a draft. It says what the change does to members.</summary>
    [Function("SubmitRevision")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(RevisionBody), Schema = "programme")]
    [Response(StatusCodes.Status201Created, typeof(DraftView))]
    [ProblemResponses("prohibited-reward", "terms-not-allowed", "limit-reached")]
    public Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: reader => RevisionBody.Read(reader, programmeId),
                    then: async (submitted, _) =>
                        submitted.Problem is { } unlawful
                            ? unlawful
                            : (
                                await revisions.Submit(programmeId, submitted.Document, pipeline.Now, ct)
                            ).Match<IResult>(
                                accepted: it => ToResponse(it, StatusCodes.Status201Created),
                                refused: Problems.From
                            ),
                    ct
                )
        );

    /// <summary>Announces a revision for a day. Where it hurts nobody and its day has come, it is in force at once; else it is accepted.</summary>
    [Function("AnnounceRevision")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(DayBody))]
    [Response(StatusCodes.Status200OK, typeof(DraftView))]
    [Response(StatusCodes.Status202Accepted, typeof(DraftView))]
    [ProblemResponses(
        "not-found",
        "notice-period",
        "already-announced",
        "already-settled",
        "superseded",
        "limit-reached"
    )]
    public Task<IResult> Announce(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "programmes/{programmeId}/revisions/{number}/announce"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: DayBody.Read,
                    then: (body, _) =>
                        Change(
                            programmeId,
                            number,
                            n => revisions.Announce(programmeId, n, body.EffectiveOn, pipeline.Now, ct)
                        ),
                    ct
                )
        );

    /// <summary>Puts an announced revision off to a later day.</summary>
    [Function("PostponeRevision")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(DayBody))]
    [Response(StatusCodes.Status202Accepted, typeof(DraftView))]
    [ProblemResponses("not-found", "not-eligible", "notice-period", "already-settled", "followed", "limit-reached")]
    public Task<IResult> Postpone(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "programmes/{programmeId}/revisions/{number}/postpone"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: DayBody.Read,
                    then: (body, _) =>
                        Change(
                            programmeId,
                            number,
                            n => revisions.Postpone(programmeId, n, body.EffectiveOn, pipeline.Now, ct)
                        ),
                    ct
                )
        );

    /// <summary>Takes back a revision that is not in force.</summary>
    [Function("WithdrawRevision")]
    [Callers(Roles.Operator)]
    [Response(StatusCodes.Status200OK, typeof(DraftView))]
    [ProblemResponses("not-found", "already-settled", "followed")]
    public Task<IResult> Withdraw(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "programmes/{programmeId}/revisions/{number}/withdraw"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator,
            handle: _ => Change(programmeId, number, n => revisions.Withdraw(programmeId, n, pipeline.Now, ct))
        );

    /// <summary>Shows a revision. Its document is there, and how far members have been told of it.</summary>
    [Function("Revision")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Response(StatusCodes.Status200OK, typeof(RevisionView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/revisions/{number}")]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: async _ =>
                FindPathProblem(programmeId, number, out var n) is { } fault
                    ? fault
                    : await (await revisions.Find(programmeId, n, pipeline.Now, ct)).Match<Task<IResult>>(
                        accepted: async it => new ViewResponse<RevisionView>(
                            StatusCodes.Status200OK,
                            RevisionView.From(it, await progress.Count(it.Revision, pipeline.Now, ct)),
                            ProgrammesJson.Default.RevisionView
                        ),
                        refused: why => Task.FromResult<IResult>(Problems.From(why))
                    )
        );

    private static async Task<IResult> Change(
        string programmeId,
        string number,
        Func<int, Task<RevisionOutcome>> change
    ) =>
        FindPathProblem(programmeId, number, out var n) is { } fault
            ? fault
            : (await change(n)).Match<IResult>(
                accepted: it =>
                    ToResponse(
                        it,
                        it.Status is RevisionStatus.Active or RevisionStatus.Withdrawn
                            ? StatusCodes.Status200OK
                            : StatusCodes.Status202Accepted
                    ),
                refused: Problems.From
            );

    private static ViewResponse<DraftView> ToResponse(RevisionOutcome.Accepted it, int status) =>
        new(status, DraftView.From(it), ProgrammesJson.Default.DraftView);

    private static Problem? FindPathProblem(string programmeId, string number, out int n)
    {
        n = 0;
        if (PathIdValidation.FindProblem(programmeId) is { } fault)
            return fault;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out n) && n > 0
            ? null
            : Problems.Invalid(nameof(number), "must be a revision's number, from 1");
    }
}
