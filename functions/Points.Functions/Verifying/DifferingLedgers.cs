using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;
using Points.Domain.Observing;
using Points.Domain.Verifying;

namespace Points.Functions.Verifying;

/// <summary>
/// Reports what differs in ledgers to operators: a log line, and a metric whose alert nobody should miss.
/// </summary>
internal sealed partial class DifferingLedgers(ILogger<DifferingLedgers> log)
{
    private static readonly Counter<long> Differing = Signals.Meter.CreateCounter<long>(
        "points.ledgers.differing",
        "{finding}",
        "What does not verify in ledgers and beside them. The log says what it is."
    );

    public void Report(LedgerFinding finding)
    {
        LogDiffers(finding.Ledger, finding.EntryId, finding.What);
        Differing.Add(1);
    }

    [LoggerMessage(Level = LogLevel.Error, Message = "The ledger {Ledger} differs from entry {Entry} on: {What}")]
    private partial void LogDiffers(string ledger, string? entry, string what);
}
