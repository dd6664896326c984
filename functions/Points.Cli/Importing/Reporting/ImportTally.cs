using System.Text;
using Points.Cli.Hosts;
using Points.Cli.Importing.Posting;
using Points.Cli.Importing.Reading;

namespace Points.Cli.Importing.Reporting;

/// <summary>
/// Counts the rows by outcome. Every row is in exactly one of sent, already there, set aside and refused.
/// </summary>
/// <param name="isDryRun">Whether rows are only said to be sent.</param>
internal sealed class ImportTally(bool isDryRun)
{
    /// <summary>The others are only in the report of refused rows.</summary>
    private const int MissingShownMax = 20;

    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal),
        _setAside = new(StringComparer.Ordinal);
    private readonly List<(long Line, string Text)> _missing = [];
    private long _rows,
        _sent,
        _alreadyThere,
        _waiting,
        _issued,
        _takenBack;

    public long Rows => Interlocked.Read(ref _rows);

    /// <summary>Whether every row is in.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock)
                return _refused.Count == 0 && _setAside.Count == 0;
        }
    }

    /// <param name="rows">How many rows of the file it was.</param>
    public void AddAccepted(PostResult.Accepted result, int rows)
    {
        lock (_lock)
        {
            _rows += rows;
            if (result.IsReplay)
                _alreadyThere += rows;
            else
                _sent += rows;
            if (result.IsWaiting)
                _waiting += rows;
            _issued += result.Issued;
            _takenBack += result.TakenBack;
        }
    }

    /// <summary>Counts rows that would be sent.</summary>
    public void AddPlanned(int rows)
    {
        lock (_lock)
            (_rows, _sent) = (_rows + rows, _sent + rows);
    }

    public void AddRefused(RowFault fault, long line) => Count(_refused, "refused", fault.Code, fault.Reason, line);

    public void AddSetAside(string kind, string reason, long line) => Count(_setAside, "set aside", kind, reason, line);

    /// <summary>Some of the rows that are not in, one a line, in the order of the file.</summary>
    public IEnumerable<string> Missing()
    {
        lock (_lock)
            return [.. _missing.OrderBy(it => it.Line).Select(it => it.Text)];
    }

    /// <summary>The final report, one number per line.</summary>
    public string Report()
    {
        lock (_lock)
        {
            var report = new StringBuilder();
            report.AppendNumber("rows", _rows);
            report.AppendNumber(isDryRun ? "would be sent" : "sent", _sent);
            if (!isDryRun)
                report.AppendNumber("already there", _alreadyThere);
            AppendParts(report, "set aside", _setAside);
            AppendParts(report, "refused", _refused);
            if (isDryRun)
                return report.ToString();
            report.AppendNumber("points issued", _issued);
            report.AppendNumber("points taken back", _takenBack);
            if (_waiting > 0)
                report.AppendNumber("refunds that wait", _waiting);
            return report.ToString();
        }
    }

    private static void AppendParts(StringBuilder report, string name, SortedDictionary<string, long> counts)
    {
        report.AppendNumber(name, counts.Values.Sum());
        foreach (var (part, count) in counts)
            report.AppendNumber($"  {part}", count);
    }

    private void Count(SortedDictionary<string, long> counts, string what, string name, string reason, long line)
    {
        lock (_lock)
        {
            _rows++;
            if (_missing.Count < MissingShownMax)
                _missing.Add((line, FormattableString.Invariant($"line {line}: {what}, {name}: {reason}")));
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }
}
