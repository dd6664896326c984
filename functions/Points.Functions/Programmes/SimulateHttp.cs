using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Simulating;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Tells an operator what a revision would have changed, by real orders. Nothing is written.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class SimulateHttp(RevisionSimulator simulations, HttpPipeline pipeline)
{
    /// <summary>Tries a revision on real orders. Nothing is written.</summary>
    [Function("SimulateRevision")]
    [Callers(Roles.Operator | Roles.Auditor)]
    [RequestBody(typeof(SamplingBody), CanBeEmpty = true)]
    [Response(StatusCodes.Status200OK, typeof(SimulationView))]
    [ProblemResponses("not-found")]
    public Task<IResult> Simulate(
        [HttpTrigger(
            AuthorizationLevel.Anonymous,
            "post",
            Route = "programmes/{programmeId}/revisions/{number}/simulate"
        )]
            HttpRequest http,
        string programmeId,
        string number,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            isAllowed: caller => caller.IsOperator || caller.IsAuditor,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: SamplingBody.Read,
                    then: async (sampling, _) =>
                    {
                        if (PathIdValidation.FindProblem(programmeId) is { } fault)
                            return fault;
                        if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var n))
                            return Problems.Invalid(nameof(number), "must be a revision's number, from 1");
                        return await simulations.Run(programmeId, n, sampling.Orders, pipeline.Now, ct) is { } report
                            ? new ViewResponse<SimulationView>(
                                StatusCodes.Status200OK,
                                SimulationView.From(report),
                                ProgrammesJson.Default.SimulationView
                            )
                            : Problems.NotFound("revision");
                    },
                    ct,
                    canBeEmpty: true
                )
        );
}

/// <summary>Real orders under the terms in force and under another revision.</summary>
internal sealed record SimulationView(
    int Orders,
    TallyView Active,
    TallyView Draft,
    int MembersBetter,
    int MembersWorse,
    int MembersSame
)
{
    public static SimulationView From(SimulationReport it) =>
        new(
            it.Orders,
            new(it.ActiveRevision, it.Active.Points.Value, it.Active.Cost?.Value),
            new(it.Revision, it.Draft.Points.Value, it.Draft.Cost?.Value),
            it.MembersBetter,
            it.MembersWorse,
            it.MembersSame
        );
}

/// <param name="CostFen">What issuers would pay for the points at settlement.</param>
internal sealed record TallyView(int Revision, long Points, long? CostFen);
