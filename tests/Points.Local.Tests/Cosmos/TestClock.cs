namespace Points.Local.Tests.Cosmos;

/// <summary>A clock that stands still until it is told to move.</summary>
internal sealed class TestClock : TimeProvider
{
    private DateTimeOffset _now = new(2027, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => _now;

    public void Advance(TimeSpan by) => _now += by;
}
