using Points.Domain.Reporting;
using Points.Functions.OpenApi;

namespace Points.Functions.Reporting;

/// <summary>A rebuild of a programme's daily sums.</summary>
/// <param name="State">
/// It is `reading` the ledgers, `replacing` the sums, or `removing` the old ones.
/// </param>
/// <param name="StartedAt">When it was asked for.</param>
internal sealed record RebuildView(
    string ProgrammeId,
    [OneOf("reading", "replacing", "removing", "done")] string State,
    DateTimeOffset StartedAt
)
{
    public static RebuildView From(string programmeId, RebuildState it) =>
        new(programmeId, it.Stage.ToString().ToLowerInvariant(), it.StartedAt);
}
