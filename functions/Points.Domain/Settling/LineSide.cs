namespace Points.Domain.Settling;

/// <summary>The sides of a flow, in the order in which they are booked.</summary>
/// <remarks>The ids of lines and stored documents contain the names: do not change them.</remarks>
public enum LineSide
{
    Issuer,

    /// <summary>The merchant who honoured the points, or who is repaid with them.</summary>
    Other,
    Platform,
}
