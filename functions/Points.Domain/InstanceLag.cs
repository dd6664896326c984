namespace Points.Domain;

/// <summary>How far an instance of the app may be behind what another has written.</summary>
/// <param name="Max">So long an announcement waits for members who were enrolled by a timetable from before it, and a revision for wallets that were.</param>
public sealed record InstanceLag(TimeSpan Max)
{
    /// <summary>Of several, each of which keeps programmes for some seconds, with room for requests under way.</summary>
    public static readonly InstanceLag ForManyInstances = new(TimeSpan.FromMinutes(1));

    /// <summary>One alone sees at once what it wrote.</summary>
    public static readonly InstanceLag ForSingleInstance = new(TimeSpan.Zero);
}
