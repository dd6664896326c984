using System.Text;
using Points.Cli.Hosts;

namespace Points.Cli.Sending;

/// <summary>Counts the events by outcome.</summary>
internal sealed class SendTally
{
    private readonly Lock _lock = new();
    private readonly SortedDictionary<string, long> _refused = new(StringComparer.Ordinal),
        _deadLettered = new(StringComparer.Ordinal);
    private long _accepted,
        _acceptedBefore,
        _unknown;

    public long Unknown
    {
        get
        {
            lock (_lock)
                return _unknown;
        }
    }

    /// <summary>Whether every event was accepted.</summary>
    public bool IsComplete
    {
        get
        {
            lock (_lock)
                return _unknown == 0 && _refused.Values.Sum() + _deadLettered.Values.Sum() == 0;
        }
    }

    public void Add(SendOutcome outcome) => Count(outcome, 1);

    /// <summary>Takes back an outcome that was replaced by another.</summary>
    public void Remove(SendOutcome outcome) => Count(outcome, -1);

    /// <summary>The final report, one number per line.</summary>
    public string Report()
    {
        lock (_lock)
        {
            var report = new StringBuilder();
            report.AppendNumber("events", _accepted + _refused.Values.Sum() + _deadLettered.Values.Sum() + _unknown);
            report.AppendNumber("accepted", _accepted);
            report.AppendNumber("  accepted before", _acceptedBefore);
            AddParts(report, "refused", _refused);
            AddParts(report, "dead-lettered", _deadLettered);
            if (_unknown > 0)
                report.AppendNumber("without an outcome yet", _unknown);
            return report.ToString();
        }
    }

    private static void AddParts(StringBuilder report, string name, SortedDictionary<string, long> counts)
    {
        report.AppendNumber(name, counts.Values.Sum());
        foreach (var (part, count) in counts.Where(part => part.Value > 0))
            report.AppendNumber($"  {part}", count);
    }

    private void Count(SendOutcome outcome, int by)
    {
        lock (_lock)
            _ = outcome.Match(
                accepted: it => (_accepted += by) + (it.WasEarlier ? _acceptedBefore += by : 0),
                refused: it => Count(_refused, it.Code, by),
                deadLettered: it => Count(_deadLettered, it.Reason, by),
                unknown: _ => _unknown += by
            );
    }

    private static long Count(SortedDictionary<string, long> counts, string name, int by) =>
        counts[name] = counts.GetValueOrDefault(name) + by;
}
