namespace Points.Local.Hosting;

/// <summary>How far a timer has come, in business time.</summary>
/// <param name="Last">When it ran last by its schedule; null if it has not yet.</param>
/// <param name="Since">The moments of its schedule up to then are done with, or never counted.</param>
internal sealed record TimerRecord(DateTimeOffset? Last, DateTimeOffset Since);
