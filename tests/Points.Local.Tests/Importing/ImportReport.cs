using System.Globalization;

namespace Points.Local.Tests.Importing;

/// <summary>The closing report of an import, as people read it.</summary>
internal static class ImportReport
{
    private const string Indent = "  ";

    /// <summary>The numbers by name; those that a number is made up of by its name as well: <c>set aside, adjustment</c>.</summary>
    public static Dictionary<string, long> Read(string output)
    {
        var (numbers, whole) = (new Dictionary<string, long>(StringComparer.Ordinal), "");
        foreach (var line in output.Split(Environment.NewLine))
        {
            var words = line.Split(Indent, StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
            if (words.Length != 2)
                continue;
            var isPart = line.StartsWith(Indent, StringComparison.Ordinal);
            if (!isPart)
                whole = words[0];
            numbers.Add(
                isPart ? $"{whole}, {words[0]}" : whole,
                long.Parse(words[1], NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
            );
        }
        return numbers;
    }
}
