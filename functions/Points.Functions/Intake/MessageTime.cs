namespace Points.Functions.Intake;

/// <summary>When a message was handed to the broker, in business time.</summary>
internal static class MessageTime
{
    /// <summary>No message waits longer; and one without a time must not lead out of the calendar.</summary>
    private static readonly TimeSpan WaitMax = TimeSpan.FromDays(366);

    /// <summary>
    /// As long ago as the broker has had it: its clock is the machine's, from which business time may differ. A broker's
    /// clock that is ahead of ours does not make it later than now.
    /// </summary>
    /// <param name="enqueued">By the broker's clock.</param>
    /// <param name="machineNow">By the machine's clock.</param>
    /// <param name="now">In business time.</param>
    public static DateTimeOffset ToBusinessTime(
        DateTimeOffset enqueued,
        DateTimeOffset machineNow,
        DateTimeOffset now
    ) => now - TimeSpan.FromTicks(Math.Clamp((machineNow - enqueued).Ticks, 0, WaitMax.Ticks));
}
