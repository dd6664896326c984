namespace Points.Domain.Settling;

/// <summary>The sides of a flow, in the order in which they are booked.</summary>
public enum LineSide
{
    Issuer,

    /// <summary>The merchant who honoured the points, or who is repaid with them.</summary>
    Other,
    Platform,
}
