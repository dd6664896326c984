using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes.Revising;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>Takes operators' revisions of a programme from draft to force, and shows them.</summary>
public sealed class RevisionHttp(Revisions revisions, Reception reception)
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
            read: fields => new AnnounceBody(fields.Date("effectiveOn")),
            then: async (body, _) =>
            {
                if (Fault(programmeId, number, out var n) is { } fault) return fault;
                return (await revisions.Announce(programmeId, n, body.EffectiveOn, reception.Now, ct)).Match<IResult>(
                    accepted: it => Show(it, it.Status == RevisionStatus.Active ? StatusCodes.Status200OK : StatusCodes.Status202Accepted),
                    refused: Problems.Of);
            },
            ct));

    [Function("Revision")]
    public Task<IResult> One(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/revisions/{number}")] HttpRequest http,
        string programmeId, string number, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator || caller.IsAuditor, act: async _ =>
            Fault(programmeId, number, out var n) is { } fault ? fault : (await revisions.Find(programmeId, n, reception.Now, ct)).Match<IResult>(
                accepted: it => new Answer<RevisionView>(StatusCodes.Status200OK, RevisionView.Of(it), HttpJson.Default.RevisionView),
                refused: Problems.Of));

    private static Answer<DraftView> Show(Announcement.Accepted it, int status) => new(status, DraftView.Of(it), HttpJson.Default.DraftView);

    private static Problem? Fault(string programmeId, string number, out int n)
    {
        n = 0;
        if (PathIds.FirstFault(programmeId) is { } fault) return fault;
        return int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out n) && n > 0 ? null : Problems.Invalid(nameof(number), "must be a revision's number, from 1");
    }

    private sealed record AnnounceBody(DateOnly EffectiveOn);
}
