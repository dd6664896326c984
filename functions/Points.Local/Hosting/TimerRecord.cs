namespace Points.Local.Hosting;

/// <summary>The progress of a timer, in business time.</summary>
/// <param name="Last">The start of its last scheduled run; null before the first.</param>
/// <param name="Since">Scheduled times up to this instant need no run any more.</param>
internal sealed record TimerRecord(DateTimeOffset? Last, DateTimeOffset Since);
