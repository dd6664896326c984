using System.Diagnostics;
using System.Diagnostics.Metrics;
using Points.Domain.Observing;
using Points.Domain.Programmes;

namespace Points.Domain.Notifying;

/// <summary>Counts attempts to deliver notices, by channel and result.</summary>
internal static class DeliveryMetrics
{
    private static readonly Counter<long> Attempts = Signals.Meter.CreateCounter<long>(
        "points.notices",
        "{attempt}",
        "Attempts to deliver a notice."
    );

    public static void RecordAttempt(NoticeChannel channel, bool accepted)
    {
        if (Attempts.Enabled)
            Attempts.Add(
                1,
                new TagList
                {
                    { "points.channel", channel.ToString().ToLowerInvariant() },
                    { "points.result", accepted ? "accepted" : "failed" },
                }
            );
    }
}
