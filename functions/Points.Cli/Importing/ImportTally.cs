using System.Text;
using Points.Cli.Client;

namespace Points.Cli.Importing;

/// <summary>Counts the rows by outcome.</summary>
internal sealed class ImportTally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal),
        _setAside = new(StringComparer.Ordinal);
    private long _rows,
        _accepted,
        _acceptedBefore,
        _issued,
        _refunds,
        _refundsBefore,
        _takenBack;

    public long Rows => Interlocked.Read(ref _rows);

    public void AddRow() => Interlocked.Increment(ref _rows);

    public void AddPurchase(PostResult.Earned result)
    {
        lock (_lock)
        {
            _accepted++;
            if (result.IsReplay)
                _acceptedBefore++;
            else
                _issued += result.Points;
        }
    }

    public void AddRefund(PostResult.Refunded result)
    {
        lock (_lock)
        {
            _refunds++;
            if (result.IsReplay)
                _refundsBefore++;
            else
                _takenBack += result.Points;
        }
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
            report.AppendNumber("accepted", _accepted);
            report.AppendNumber("  accepted before", _acceptedBefore);
            report.AppendNumber("refunds taken", _refunds);
            report.AppendNumber("  accepted before", _refundsBefore);
            report.AppendNumber("refused", _refused.Values.Sum());
            foreach (var (code, count) in _refused)
                report.AppendNumber($"  {code}", count);
            report.AppendNumber("set aside", _setAside.Values.Sum());
            foreach (var (kind, count) in _setAside)
                report.AppendNumber($"  {kind}", count);
            report.AppendNumber("points issued", _issued);
            report.AppendNumber("points taken back", _takenBack);
            return report.ToString();
        }
    }

    private void Count(SortedDictionary<string, long> counts, string name)
    {
        lock (_lock)
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }
}
