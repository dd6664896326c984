using System.Collections.Concurrent;

namespace Points.Torture.Requests;

/// <summary>Everything that callers sent and were told.</summary>
internal sealed class Journal
{
    private const int ComplaintsMax = 20;

    private readonly ConcurrentDictionary<string, Exchange> _exchanges = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, long> _counts = new(StringComparer.Ordinal);
    private readonly ConcurrentQueue<string> _complaints = new();

    /// <summary>The requests with a key or another identity of their own.</summary>
    public IEnumerable<Exchange> Exchanges => _exchanges.Values;

    /// <summary>Answers that contradict an earlier one, or say that the app failed.</summary>
    public IReadOnlyCollection<string> Complaints => _complaints;

    public Exchange Open(Command command) => _exchanges.GetOrAdd(command.Identity, _ => new(command));

    public void Count(string what) => _counts.AddOrUpdate(what, 1, (_, count) => count + 1);

    public void Complain(string what)
    {
        Count("complaint");
        if (_complaints.Count < ComplaintsMax)
            _complaints.Enqueue(what);
    }

    /// <summary>The counts whose names begin with a prefix, largest first.</summary>
    public string Summarise(string prefix) =>
        string.Join(
            ", ",
            _counts
                .Where(count => count.Key.StartsWith(prefix, StringComparison.Ordinal))
                .OrderByDescending(count => count.Value)
                .ThenBy(count => count.Key, StringComparer.Ordinal)
                .Select(count => $"{count.Key[prefix.Length..]} {count.Value}")
        );
}
