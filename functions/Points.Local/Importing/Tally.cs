using System.Text;
using Points.Local.Client;

namespace Points.Local.Importing;

/// <summary>What has become of the rows so far.</summary>
internal sealed class Tally
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

    public void Read() => Interlocked.Increment(ref _rows);

    public void Accept(Posted.Earned answer)
    {
        lock (_lock)
        {
            _accepted++;
            if (answer.Before)
                _acceptedBefore++;
            else
                _issued += answer.Points;
        }
    }

    public void TakeBack(Posted.TakenBack answer)
    {
        lock (_lock)
        {
            _refunds++;
            if (answer.Before)
                _refundsBefore++;
            else
                _takenBack += answer.Points;
        }
    }

    public void Refuse(string code) => Count(_refused, code);

    public void SetAside(string kind) => Count(_setAside, kind);

    /// <summary>The closing report, one number a line.</summary>
    public string Report()
    {
        lock (_lock)
        {
            var report = new StringBuilder();
            report.AddNumber("rows", _rows);
            report.AddNumber("accepted", _accepted);
            report.AddNumber("  of which already there", _acceptedBefore);
            report.AddNumber("refunds taken", _refunds);
            report.AddNumber("  of which already there", _refundsBefore);
            report.AddNumber("refused", _refused.Values.Sum());
            foreach (var (code, count) in _refused)
                report.AddNumber($"  {code}", count);
            report.AddNumber("set aside", _setAside.Values.Sum());
            foreach (var (kind, count) in _setAside)
                report.AddNumber($"  {kind}", count);
            report.AddNumber("points issued", _issued);
            report.AddNumber("points taken back", _takenBack);
            return report.ToString();
        }
    }

    private void Count(SortedDictionary<string, long> counts, string name)
    {
        lock (_lock)
            counts[name] = counts.GetValueOrDefault(name) + 1;
    }
}
