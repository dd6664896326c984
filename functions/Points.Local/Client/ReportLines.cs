using System.Globalization;
using System.Text;

namespace Points.Local.Client;

/// <summary>How commands report: a name and a number a line.</summary>
internal static class ReportLines
{
    public static void AppendNumber(this StringBuilder report, string name, long count) =>
        report.AppendLine(CultureInfo.InvariantCulture, $"{name, -28}{count, 14:N0}");
}
