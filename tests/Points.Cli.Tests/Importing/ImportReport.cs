using System.Globalization;

namespace Points.Cli.Tests.Importing;

/// <summary>Reads the report that an import prints at its end.</summary>
internal static class ImportReport
{
    private const string Indent = "  ";

    /// <summary>The numbers by name. A part of a number has both names, such as <c>set aside, adjustment</c>.</summary>
    public static Dictionary<string, long> Read(string output)
    {
        var (numbers, total) = (new Dictionary<string, long>(StringComparer.Ordinal), "");
        foreach (var line in output.Split(Environment.NewLine))
        {
            var words = line.Split(Indent, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length != 2)
                continue;
            var isPart = line.StartsWith(Indent, StringComparison.Ordinal);
            if (!isPart)
                total = words[0];
            numbers.Add(
                isPart ? $"{total}, {words[0]}" : total,
                long.Parse(words[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            );
        }
        return numbers;
    }
}
