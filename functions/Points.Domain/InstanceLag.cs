namespace Points.Domain;

/// <summary>How long an instance of the app may take to see what another instance has written.</summary>
/// <param name="Max">
/// How long a job waits after an announcement or a revision, so that instances which still used the earlier timetable
/// have finished their commits.
/// </param>
public sealed record InstanceLag(TimeSpan Max)
{
    /// <summary>Each instance caches programmes for some seconds; the rest allows for requests in progress.</summary>
    public static readonly InstanceLag ForManyInstances = new(TimeSpan.FromMinutes(1));

    /// <summary>A single instance sees its own writes at once.</summary>
    public static readonly InstanceLag ForSingleInstance = new(TimeSpan.Zero);
}
