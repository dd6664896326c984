using System.Globalization;
using Points.Cli.Hosts;

namespace Points.Cli.Importing.Formats;

/// <summary>Finds the format of a file's dates from all of them.</summary>
internal sealed class DateColumn(string header)
{
    private readonly Dictionary<DateOrder, Example> _excludedBy = [];
    private readonly Dictionary<(DateOrder, DateOrder), Example> _differences = [];
    private Example? _serial,
        _written;

    /// <summary>Takes one date of the column into account. Text that is no date tells nothing.</summary>
    public void Add(string text, long line)
    {
        if (WrittenDate.Parse(text) is not { } date)
            return;
        var example = new Example(line, text);
        if (date.Serial is not null)
        {
            _serial ??= example;
            return;
        }
        var read = DateOrders.All.Select(order => (Order: order, At: date.Read(order))).ToArray();
        if (Array.TrueForAll(read, it => it.At is null))
            return;
        _written ??= example;
        foreach (var (order, _) in read.Where(it => it.At is null))
            _excludedBy.TryAdd(order, example);
        foreach (var one in read)
        foreach (var other in read.Where(other => one.Order < other.Order && one.At != other.At))
            _differences.TryAdd((one.Order, other.Order), example);
    }

    /// <exception cref="CommandException">Several formats fit, or none fits all dates.</exception>
    public (DateFormat Format, string Reason) Decide()
    {
        if (_serial is { } serial && _written is { } written)
            throw Refuse($"has the serial number {serial} and the written date {written}");
        if (_serial is not null)
            return (new DateFormat.Serials(From1904: false), $"all are serial numbers of Excel, as {_serial}");
        var possible = DateOrders.All.Where(order => !_excludedBy.ContainsKey(order)).ToArray();
        if (possible.Length == 0)
            throw Refuse($"has dates of different orders, {string.Join(" and ", Examples())}");
        var ambiguous = _differences.FirstOrDefault(it =>
            possible.Contains(it.Key.Item1) && possible.Contains(it.Key.Item2)
        );
        if (ambiguous.Value is { } example)
            throw Refuse(
                $"can be read in the orders {string.Join(" and ", possible.Select(it => it.Word()))}, as {example}"
            );
        var evidence = Examples().ToArray();
        return (
            new DateFormat.Ordered(possible[0]),
            evidence is [] ? "every date can be read in one way only" : $"no other order fits {evidence[^1]}"
        );
    }

    private IEnumerable<Example> Examples() => _excludedBy.Values.Distinct().OrderBy(it => it.Line);

    private CommandException Refuse(string reason) =>
        new($"The column {header} {reason}: say with {DateFormat.Option} which is right ({DateFormat.Rule}).");
}

/// <summary>A cell that a decision was based on.</summary>
internal sealed record Example(long Line, string Text)
{
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"\"{Text}\" in line {Line}");
}
