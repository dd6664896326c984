using System.Diagnostics.Metrics;
using Points.Domain.Observing;

namespace Points.Domain.Complaining;

/// <summary>Metrics by which operators are reminded of complaints.</summary>
public static class ComplaintMetrics
{
    private static readonly Counter<long> Reminders = Signals.Meter.CreateCounter<long>(
        "points.complaints.reminders",
        "{complaint}",
        "Complaints whose answer is due within three days (soon), or was due (overdue). Each counts once in both."
    );

    private static readonly Gauge<long> Overdue = Signals.Meter.CreateGauge<long>(
        "points.complaints.overdue",
        "{complaint}",
        "Open complaints that should have been answered."
    );

    public static void CountReminder(bool isOverdue) =>
        Reminders.Add(1, new KeyValuePair<string, object?>("points.complaint.due", isOverdue ? "overdue" : "soon"));

    public static void RecordOverdue(long count) => Overdue.Record(count);
}
