using Microsoft.AspNetCore.Http;
using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>Maps the outcome of a command on a revision to a response.</summary>
internal static class DraftResponse
{
    /// <summary>Responds 200 if the command has had its whole effect, and 202 if that is still to come.</summary>
    public static JsonResponse From(RevisionOutcome outcome) =>
        outcome.Match<JsonResponse>(
            accepted: it => From(it, IsFinal(it.Status) ? StatusCodes.Status200OK : StatusCodes.Status202Accepted),
            refused: Problems.From
        );

    public static JsonResponse From(RevisionOutcome outcome, int status) =>
        outcome.Match<JsonResponse>(accepted: it => From(it, status), refused: Problems.From);

    private static ViewResponse<DraftView> From(RevisionOutcome.Accepted accepted, int status) =>
        new(status, DraftView.From(accepted), ProgrammesJson.Default.DraftView)
        {
            Version = accepted.Revision.Progress.Version,
        };

    private static bool IsFinal(RevisionStatus status) => status is RevisionStatus.Active or RevisionStatus.Withdrawn;
}
