using Points.Cli.Hosts;

namespace Points.Cli.Importing.Formats;

/// <summary>Finds the format of a file's amounts from all of them.</summary>
internal sealed class AmountColumn(string header)
{
    private Example? _onlyPoint,
        _onlyComma,
        _different;

    /// <summary>Takes one amount of the column into account. Text that is no amount tells nothing.</summary>
    public void Add(string text, long line)
    {
        if (WrittenAmount.Parse(text) is not { } amount)
            return;
        var (point, comma) = (amount.Read(NumberFormat.Point), amount.Read(NumberFormat.Comma));
        if (point == comma)
            return; // Both are null for text that is no amount.
        var example = new Example(line, text);
        if (comma is null)
            _onlyPoint ??= example;
        else if (point is null)
            _onlyComma ??= example;
        else
            _different ??= example;
    }

    /// <exception cref="CommandException">Both formats fit, or neither fits all amounts.</exception>
    public (NumberFormat Format, string Reason) Decide() =>
        (_onlyPoint, _onlyComma, _different) switch
        {
            ({ } point, { } comma, _) => throw Refuse($"has amounts of both formats, {point} and {comma}"),
            ({ } point, null, _) => (NumberFormat.Point, $"only so {point} is an amount"),
            (null, { } comma, _) => (NumberFormat.Comma, $"only so {comma} is an amount"),
            (null, null, { } different) => throw Refuse($"can be read in two ways, as {different}"),
            (null, null, null) => (NumberFormat.Point, "every amount can be read in one way only"),
        };

    private CommandException Refuse(string reason) =>
        new($"The column {header} {reason}: say with {NumberFormats.Option} which is right ({NumberFormats.Rule}).");
}
