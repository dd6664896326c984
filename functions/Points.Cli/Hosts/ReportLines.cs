using System.Globalization;
using System.Text;

namespace Points.Cli.Hosts;

/// <summary>Writes the report of a command: one name and one number per line.</summary>
internal static class ReportLines
{
    public static void AppendNumber(this StringBuilder report, string name, long count) =>
        report.AppendLine(CultureInfo.InvariantCulture, $"{name, -28}{count, 14:N0}");
}
