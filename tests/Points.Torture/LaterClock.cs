namespace Points.Torture;

/// <summary>The machine's clock, some time ahead: what waits for a real hour need not be waited for.</summary>
internal sealed class LaterClock(TimeSpan ahead) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + ahead;
}
