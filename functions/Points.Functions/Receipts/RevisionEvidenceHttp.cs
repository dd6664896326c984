using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Revising;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Programmes;
using Points.Functions.Signing;

namespace Points.Functions.Receipts;

/// <summary>Shows auditors that members were notified of a revision in time (law L2).</summary>
[ApiTag(ApiTags.Auditing)]
public sealed class RevisionEvidenceHttp(
    IProgrammes programmes,
    IChangeNotifications notifications,
    ILedgerKeys ledgers,
    SigningKeys keys,
    HttpPipeline pipeline
)
{
    /// <summary>
    /// Downloads the signed evidence of who was notified of a revision that disadvantages members.
    /// </summary>
    /// <remarks>
    /// It says of what each was notified, when, on which channel and with which result. Members are named by the keys of
    /// their ledgers.
    /// </remarks>
    [Function("RevisionEvidence")]
    [Callers(Roles.Auditor)]
    [Response(StatusCodes.Status200OK, MediaType = SignedPages.MediaType, Description = SignedPages.Description)]
    [ProblemResponses("not-found")]
    public Task<IResult> Get(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "get",
            "head",
            Route = "programmes/{programmeId}/revisions/{number}/evidence"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Auditor,
            handle: async _ =>
            {
                if (RevisionPath.FindProblem(programmeId, number, out var revision) is { } problem)
                    return problem;
                var timetable = await programmes.FindTimetable(programmeId, ct);
                return timetable?.FindChangeAnnouncement(revision) is { } change
                    ? new EvidencePages(change, programmeId, programmes, notifications, ledgers, keys)
                    : Problems.NotFound("revision of which members were notified");
            }
        );
}
