using System.Globalization;
using Points.Domain.Verifying;

namespace Points.Cli.Verifying;

/// <summary>Counts what was verified, and keeps what was found. Several threads may add at once.</summary>
internal sealed class VerifyTally
{
    /// <summary>Further findings are only counted.</summary>
    private const int FindingsMax = 1_000;

    private readonly Lock _gate = new();
    private readonly List<LedgerFinding> _findings = [];
    private readonly List<string> _proven = [];
    private long _ledgers,
        _entries,
        _records,
        _found;

    public long Ledgers => Interlocked.Read(ref _ledgers);

    public long Entries => Interlocked.Read(ref _entries);

    public bool HasFindings => Interlocked.Read(ref _found) > 0;

    /// <summary>The heads that ledgers were held against.</summary>
    public long Heads { get; set; }

    public void Add(StoredLedger ledger, IEnumerable<LedgerFinding> findings)
    {
        Interlocked.Increment(ref _ledgers);
        Interlocked.Add(ref _entries, ledger.Entries.Count);
        Interlocked.Add(ref _records, ledger.Records.Count);
        Add(findings);
    }

    public void Add(IEnumerable<LedgerFinding> findings)
    {
        lock (_gate)
            foreach (var finding in findings)
                if (Interlocked.Increment(ref _found) <= FindingsMax)
                    _findings.Add(finding);
    }

    /// <param name="sentence">What a signed file proves.</param>
    public void AddProven(string sentence)
    {
        lock (_gate)
            _proven.Add(sentence);
    }

    /// <summary>Each finding in a line, and a line with the counts.</summary>
    public IEnumerable<string> Report(TimeSpan elapsed)
    {
        foreach (var sentence in _proven)
            yield return sentence;
        foreach (var finding in _findings.OrderBy(it => it.Ledger, StringComparer.Ordinal))
            yield return finding.ToString();
        if (_found > FindingsMax)
            yield return string.Create(CultureInfo.InvariantCulture, $"… and {_found - FindingsMax:N0} more.");
        yield return string.Create(
            CultureInfo.InvariantCulture,
            $"{Ledgers:N0} ledgers, {Entries:N0} entries, {_records:N0} records and {Heads:N0} anchored heads: "
                + $"{(_found == 0 ? "all verify" : $"{_found:N0} differ")}, {elapsed.TotalSeconds:N1} seconds."
        );
    }
}
