using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Takes operators' revisions of a programme from draft to force, puts them off or takes them back, and shows them.</summary>
[Area(Areas.Programmes)]
public sealed class RevisionHttp(Revisions revisions, NoticeProgress progress, Reception reception)
{
    /// <summary>Takes a revision of a programme as a draft. It says what the change does to members.</summary>
    [Function("SubmitRevision")]
    [Callers(Roles.Operator)]
    [Takes(typeof(RevisionBody), Schema = "programme")]
    [Gives(StatusCodes.Status201Created, typeof(DraftView))]
    [Refuses("prohibited-reward", "terms-not-allowed", "limit-reached")]
    public Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: _ =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: fields => RevisionBody.Read(fields, programmeId),
                    then: async (submitted, _) =>
                        submitted.Problem is { } unlawful
                            ? unlawful
                            : (
                                await revisions.Submit(programmeId, submitted.Document, reception.Now, ct)
                            ).Match<IResult>(
                                accepted: it => Show(it, StatusCodes.Status201Created),
                                refused: Problems.Of
                            ),
                    ct
                )
        );

    /// <summary>Announces a revision for a day. Where it hurts nobody and its day has come, it is in force at once; else it is accepted.</summary>
    [Function("AnnounceRevision")]
    [Callers(Roles.Operator)]
    [Takes(typeof(DayBody))]
    [Gives(StatusCodes.Status200OK, typeof(DraftView))]
    [Gives(StatusCodes.Status202Accepted, typeof(DraftView))]
    [Refuses("not-found", "notice-period", "already-announced", "already-settled", "superseded", "limit-reached")]
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
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: _ =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: DayBody.Read,
                    then: (body, _) =>
                        Changed(
                            programmeId,
                            number,
                            n => revisions.Announce(programmeId, n, body.EffectiveOn, reception.Now, ct)
                        ),
                    ct
                )
        );

    /// <summary>Puts an announced revision off to a later day.</summary>
    [Function("PostponeRevision")]
    [Callers(Roles.Operator)]
    [Takes(typeof(DayBody))]
    [Gives(StatusCodes.Status202Accepted, typeof(DraftView))]
    [Refuses("not-found", "not-eligible", "notice-period", "already-settled", "followed", "limit-reached")]
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
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: _ =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: DayBody.Read,
                    then: (body, _) =>
                        Changed(
                            programmeId,
                            number,
                            n => revisions.Postpone(programmeId, n, body.EffectiveOn, reception.Now, ct)
                        ),
                    ct
                )
        );

    /// <summary>Takes back a revision that is not in force.</summary>
    [Function("WithdrawRevision")]
    [Callers(Roles.Operator)]
    [Gives(StatusCodes.Status200OK, typeof(DraftView))]
    [Refuses("not-found", "already-settled", "followed")]
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
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: _ => Changed(programmeId, number, n => revisions.Withdraw(programmeId, n, reception.Now, ct))
        );

    /// <summary>Shows a revision. Its document is there, and how far members have been told of it.</summary>
    [Function("Revision")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [Gives(StatusCodes.Status200OK, typeof(RevisionView))]
    [Refuses("not-found")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/revisions/{number}")]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator || caller.IsAuditor,
            act: async _ =>
                Fault(programmeId, number, out var n) is { } fault
                    ? fault
                    : await (await revisions.Find(programmeId, n, reception.Now, ct)).Match<Task<IResult>>(
                        accepted: async it => new Answer<RevisionView>(
                            StatusCodes.Status200OK,
                            RevisionView.Of(it, await progress.Of(it.Revision, reception.Now, ct)),
                            ProgrammesJson.Default.RevisionView
                        ),
                        refused: why => Task.FromResult<IResult>(Problems.Of(why))
                    )
        );

    private static async Task<IResult> Changed(
        string programmeId,
        string number,
        Func<int, Task<RevisionOutcome>> change
    ) =>
        Fault(programmeId, number, out var n) is { } fault
            ? fault
            : (await change(n)).Match<IResult>(
                accepted: it =>
                    Show(
                        it,
                        it.Status is RevisionStatus.Active or RevisionStatus.Withdrawn
                            ? StatusCodes.Status200OK
                            : StatusCodes.Status202Accepted
                    ),
                refused: Problems.Of
            );

    private static Answer<DraftView> Show(RevisionOutcome.Accepted it, int status) =>
        new(status, DraftView.Of(it), ProgrammesJson.Default.DraftView);

    private static Problem? Fault(string programmeId, string number, out int n)
    {
        n = 0;
        if (PathIds.FirstFault(programmeId) is { } fault)
            return fault;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out n) && n > 0
            ? null
            : Problems.Invalid(nameof(number), "must be a revision's number, from 1");
    }
}
