namespace Points.Cosmos.Tests;

/// <summary>Real time, which tests move forward instead of waiting.</summary>
internal sealed class ShiftedClock : TimeProvider
{
    public TimeSpan Shift { get; set; }

    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + Shift;
}
