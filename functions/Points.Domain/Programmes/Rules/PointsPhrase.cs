using System.Globalization;

namespace Points.Domain.Programmes.Rules;

internal static class PointsPhrase
{
    /// <summary>Writes "1 point" or "20 points" for explanations.</summary>
    public static string ToPhrase(this Points points) =>
        string.Create(CultureInfo.InvariantCulture, $"{points} {(points.Value == 1 ? "point" : "points")}");
}
