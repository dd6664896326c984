using System.Text;
using Points.Cli.Client;
using Points.Cli.Importing.Posting;

namespace Points.Cli.Importing.Reporting;

/// <summary>
/// Counts the rows by outcome. Every row is in exactly one of sent, already there, set aside and refused.
/// </summary>
/// <param name="isDryRun">Whether rows are only said to be sent.</param>
internal sealed class ImportTally(bool isDryRun)
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal),
        _setAside = new(StringComparer.Ordinal);
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

    public void AddRefused(string code) => Count(_refused, code);

    public void AddSetAside(string kind) => Count(_setAside, kind);

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

    private void Count(SortedDictionary<string, long> counts, string name)
    {
        lock (_lock)
        {
            _rows++;
            counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }
}
