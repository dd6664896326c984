using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>
/// Compares what a reward is said to be. Products are all redeemed in the same way, so a more exact kind changes nothing
/// for members.
/// </summary>
internal static class RewardKindComparison
{
    private static readonly string[] Products = ["goods", "meal", "service", "stay", "transport", "ticket", "upgrade"];

    public static Effect Compare(JsonElement? from, JsonElement? to) =>
        IsProduct(from) && IsProduct(to) ? Effect.Neutral : Effect.Adverse;

    private static bool IsProduct(JsonElement? kind) => Products.Contains(kind?.GetString(), StringComparer.Ordinal);
}
