using System.Diagnostics.Metrics;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Domain.Observing;
using Points.Domain.Revising;
using Points.Functions.Jobs;

namespace Points.Functions.Programmes;

/// <summary>
/// Updates wallets to terms that have taken effect, and withdraws announced revisions that a later one has superseded.
/// Safe to run twice, to miss a run, and to be killed at any time.
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
        "Announced changes whose day has come while members still wait for their notice. They are postponed."
    );

    [Function("ActivateRevisions")]
    public Task Run([TimerTrigger("%ActivateRevisionsSchedule%")] TimerInfo timer, CancellationToken ct) =>
        jobs.Run(
            nameof(ActivateRevisions),
            timer,
            async now =>
            {
                using var deadline = new CancellationTokenSource(RunTimeLimit.Max);
                var report = await activations.Run(now, deadline.Token, ct);
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
        Message = "Revision {Revision} of {ProgrammeId} is postponed: it was announced for {On:yyyy-MM-dd},"
            + " but not all members have been notified"
    )]
    private partial void LogLate(int revision, string programmeId, DateOnly on);
}
