using System.Text.Json;

namespace Points.Domain.Programmes.Changes;

/// <summary>A price for certain days is good or bad by the usual one: cheaper days are missed when they go.</summary>
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

    /// <summary>For fixed prices, of one thing, points alone compare.</summary>
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
