using System.Globalization;

namespace Points.Scale.Modelling;

/// <summary>One row of the table.</summary>
/// <param name="Value">Null for a heading.</param>
internal sealed record Row(string Label, double? Value, string Unit, int Decimals)
{
    private const int LabelWidth = 72,
        ValueWidth = 16;

    public static Row Heading(string text) => new(text, null, "", 0);

    public static Row Number(string label, double value, string unit, int decimals = 0) =>
        new(label, value, unit, decimals);

    /// <summary>The table as text, with a blank line before each heading.</summary>
    public static string Print(IEnumerable<Row> rows) =>
        string.Join("\n", rows.Select(row => row.ToString())).TrimStart('\n');

    public override string ToString() =>
        Value is { } value ? $"{Label.PadRight(LabelWidth)}{Format(value).PadLeft(ValueWidth)} {Unit}" : $"\n{Label}";

    private string Format(double value) => value.ToString($"N{Decimals}", CultureInfo.InvariantCulture);
}
