using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes.Revising;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>Takes operators' revisions of a programme from draft to force, puts them off or takes them back, and shows them.</summary>
public sealed class RevisionHttp(Revisions revisions, NoticeProgress progress, Reception reception)
{
    [Function("SubmitRevision")]
    public Task<IResult> Submit(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions")] HttpRequest http,
        string programmeId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator, act: _ => Body.Read(
            http, needsKey: false,
            read: fields => RevisionBody.Read(fields, programmeId),
            then: async (submitted, _) => submitted.Problem is { } unlawful
                ? unlawful
                : (await revisions.Submit(programmeId, submitted.Document, reception.Now, ct)).Match<IResult>(
                    accepted: it => Show(it, StatusCodes.Status201Created),
                    refused: Problems.Of),
            ct));

    [Function("AnnounceRevision")]
    public Task<IResult> Announce(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions/{number}/announce")] HttpRequest http,
        string programmeId, string number, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator, act: _ => Body.Read(
            http, needsKey: false,
            read: fields => new DayBody(fields.Date("effectiveOn")),
            then: (body, _) => Changed(programmeId, number, n => revisions.Announce(programmeId, n, body.EffectiveOn, reception.Now, ct)),
            ct));

    [Function("PostponeRevision")]
    public Task<IResult> Postpone(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions/{number}/postpone")] HttpRequest http,
        string programmeId, string number, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator, act: _ => Body.Read(
            http, needsKey: false,
            read: fields => new DayBody(fields.Date("effectiveOn")),
            then: (body, _) => Changed(programmeId, number, n => revisions.Postpone(programmeId, n, body.EffectiveOn, reception.Now, ct)),
            ct));

    [Function("WithdrawRevision")]
    public Task<IResult> Withdraw(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "programmes/{programmeId}/revisions/{number}/withdraw")] HttpRequest http,
        string programmeId, string number, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator, act: _ => Changed(programmeId, number, n => revisions.Withdraw(programmeId, n, reception.Now, ct)));

    [Function("Revision")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/revisions/{number}")] HttpRequest http,
        string programmeId, string number, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator || caller.IsAuditor, act: async _ =>
            Fault(programmeId, number, out var n) is { } fault ? fault : await (await revisions.Find(programmeId, n, reception.Now, ct)).Match<Task<IResult>>(
                accepted: async it => new Answer<RevisionView>(
                    StatusCodes.Status200OK, RevisionView.Of(it, await progress.Of(it.Revision, reception.Now, ct)), HttpJson.Default.RevisionView),
                refused: why => Task.FromResult<IResult>(Problems.Of(why))));

    private static async Task<IResult> Changed(string programmeId, string number, Func<int, Task<RevisionOutcome>> change) =>
        Fault(programmeId, number, out var n) is { } fault ? fault : (await change(n)).Match<IResult>(
            accepted: it => Show(it, it.Status is RevisionStatus.Active or RevisionStatus.Withdrawn ? StatusCodes.Status200OK : StatusCodes.Status202Accepted),
            refused: Problems.Of);

    private static Answer<DraftView> Show(RevisionOutcome.Accepted it, int status) => new(status, DraftView.Of(it), HttpJson.Default.DraftView);

    private static Problem? Fault(string programmeId, string number, out int n)
    {
        n = 0;
        if (PathIds.FirstFault(programmeId) is { } fault) return fault;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out n) && n > 0 ? null : Problems.Invalid(nameof(number), "must be a revision's number, from 1");
    }

    private sealed record DayBody(DateOnly EffectiveOn);
}
