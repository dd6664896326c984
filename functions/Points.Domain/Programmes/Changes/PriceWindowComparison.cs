using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>
/// Compares the price of certain days with the usual price: adding cheaper days is favourable, removing them is
/// adverse.
/// </summary>
internal static class PriceWindowComparison
{
    public static bool IsPriceWindow(DocumentChange change) =>
        PathPattern.WithoutIds(change.Path) == "rewards[*].price.windows[*]";

    public static Effect FindEffect(DocumentChange change, JsonElement from, JsonElement to)
    {
        var rewardId = change.Path["rewards[".Length..change.Path.IndexOf(']', StringComparison.Ordinal)];
        var cheaper = change.From is null
            ? IsCheaper(change.To!.Value, FindUsualPrice(to, rewardId))
            : IsCheaper(change.From.Value, FindUsualPrice(from, rewardId));
        return EffectComparers.FavourableIf(cheaper == (change.From is null));
    }

    private static bool IsCheaper(JsonElement window, JsonElement usual) => PointsPerFen(window) < PointsPerFen(usual);

    /// <summary>Fixed prices of one reward are compared by points alone.</summary>
    private static decimal PointsPerFen(JsonElement price) =>
        price.TryGetProperty("pointsPerYuan", out var rate) ? rate.GetDecimal() / Fen.PerYuan
        : price.TryGetProperty("worthFen", out var worth)
            ? price.GetProperty("points").GetDecimal() / worth.GetDecimal()
        : price.GetProperty("points").GetDecimal();

    private static JsonElement FindUsualPrice(JsonElement document, string rewardId) =>
        document
            .GetProperty("rewards")
            .EnumerateArray()
            .First(reward => reward.GetProperty("rewardId").GetString() == rewardId)
            .GetProperty("price");
}
