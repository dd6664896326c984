using Microsoft.AspNetCore.Http;
using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>Maps the outcome of a command on a revision to a response.</summary>
internal static class DraftResponse
{
    /// <summary>Runs a command on the revision in the path, or answers with what is wrong with the path.</summary>
    public static async Task<IResult> Run(string programmeId, string number, Func<int, Task<RevisionOutcome>> handle) =>
        RevisionPath.FindProblem(programmeId, number, out var revision) is { } problem
            ? problem
            : (await handle(revision)).Match<IResult>(
                accepted: it => From(it, IsFinal(it.Status) ? StatusCodes.Status200OK : StatusCodes.Status202Accepted),
                refused: Problems.From
            );

    public static ViewResponse<DraftView> From(RevisionOutcome.Accepted accepted, int statusCode) =>
        new(statusCode, DraftView.From(accepted), ProgrammesJson.Default.DraftView);

    /// <summary>Whether the command has had its whole effect (200). Otherwise it is still to come (202).</summary>
    private static bool IsFinal(RevisionStatus status) => status is RevisionStatus.Active or RevisionStatus.Withdrawn;
}
