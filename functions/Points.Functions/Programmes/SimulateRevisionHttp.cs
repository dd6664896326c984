using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Simulating;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Calculates for an operator what a revision would change. Nothing is written.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class SimulateRevisionHttp(SimulateRevisionHandler simulations, HttpPipeline pipeline)
{
    /// <summary>Calculates what real orders would earn under a revision. Nothing is written.</summary>
    [Function("SimulateRevision")]
    [Callers(Roles.Operator | Roles.Marketing | Roles.Auditor)]
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
            needed: CallerRule.MarketingOrAuditor,
            handle: async _ =>
            {
                var body = await JsonBody.Read(http, ct, canBeEmpty: true);
                var sampling = SamplingBody.Read(body.Fields);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(programmeId) is { } invalidPath)
                    return invalidPath;
                if (!int.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var value))
                    return Problems.Invalid(nameof(number), "must be a revision's number, from 1");
                var command = new SimulateRevision(programmeId, value, sampling.Orders);
                if (await simulations.Handle(command, pipeline.Now, ct) is not { } report)
                    return Problems.NotFound("revision");
                return new ViewResponse<SimulationView>(
                    StatusCodes.Status200OK,
                    SimulationView.From(report),
                    ProgrammesJson.Default.SimulationView
                );
            }
        );
}
