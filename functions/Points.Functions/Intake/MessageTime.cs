namespace Points.Functions.Intake;

/// <summary>Calculates when a message was sent, in business time.</summary>
internal static class MessageTime
{
    /// <summary>No message waits longer. The limit also keeps a message without a time within the calendar.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(366);

    /// <summary>
    /// Subtracts the time that the message has waited from the current business time: the broker uses real time,
    /// which may differ from business time. The result is never later than now, even if the broker's clock is ahead
    /// of ours.
    /// </summary>
    /// <param name="enqueued">When the broker received the message, in real time.</param>
    /// <param name="machineNow">The current real time.</param>
    /// <param name="now">The current business time.</param>
    public static DateTimeOffset ToBusinessTime(
        DateTimeOffset enqueued,
        DateTimeOffset machineNow,
        DateTimeOffset now
    ) => now - TimeSpan.FromTicks(Math.Clamp((machineNow - enqueued).Ticks, 0, WaitMax.Ticks));
}
