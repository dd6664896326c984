using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Observing;
using Points.Domain.Revising;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>
/// Brings wallets under terms that have come into force, and withdraws what was overtaken. Safe to run twice, to miss, and
/// to be killed half-way.
/// </summary>
public sealed partial class ActivateRevisions(
    RevisionActivationRun activations,
    JobRunner jobs,
    ILogger<ActivateRevisions> log
)
{
    private static readonly Gauge<long> Late = Signals.Meter.CreateGauge<long>(
        "points.announcements.late",
        "{announcement}",
        "Announced changes whose day has come while members wait for their notice, and which are put off by that."
    );

    [Function("ActivateRevisions")]
    public Task Run([TimerTrigger("%ActivateRevisionsSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(ActivateRevisions),
            timer,
            async now =>
            {
                using var enough = new CancellationTokenSource(RunTimeLimit.Max);
                var report = await activations.Run(now, enough.Token, ct);
                Late.Record(report.LateRevisions.Length);
                foreach (var (programmeId, revision, on) in report.LateRevisions)
                    LogLate(revision, programmeId, on);
                return new(
                    ("wallets", report.WalletsUpdated),
                    ("revisions", report.RevisionsApplied),
                    ("withdrawn", report.RevisionsWithdrawn),
                    ("late", report.LateRevisions.Length)
                );
            },
            ct
        );

    [LoggerMessage(
        Level = LogLevel.Error,
        Message = "revision {Revision} of {ProgrammeId} was to count from {On:yyyy-MM-dd}, and not all members have had notice: it is postponed"
    )]
    private partial void LogLate(int revision, string programmeId, DateOnly on);
}
