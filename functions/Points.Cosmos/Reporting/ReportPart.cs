using System.Globalization;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>
/// A partition of the sums: one range of a programme's wallets, in one generation. A rebuild writes the next
/// generation beside the one that is read.
/// </summary>
internal sealed record ReportPart(string ProgrammeId, int Generation, int Range)
{
    public static IEnumerable<ReportPart> All(string programmeId, int generation) =>
        Enumerable.Range(0, WalletRange.Count).Select(range => new ReportPart(programmeId, generation, range));

    /// <summary>For example <c>hotel~1~07</c>. Ids of programmes have no tilde.</summary>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{ProgrammeId}~{Generation}~{Range:00}");
}
