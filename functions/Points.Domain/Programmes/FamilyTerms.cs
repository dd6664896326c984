namespace Points.Domain.Programmes;

/// <summary>
/// What members of a registered family may give each other: the only transfer of points there is (law L9).
/// </summary>
/// <param name="PointsPerMonth">The most points a member may send in a calendar month.</param>
public sealed record FamilyTerms(Points PointsPerMonth)
{
    /// <summary>The id of the limit counter in the sender's wallet.</summary>
    public const string SentCounterId = "family:sent";
}
