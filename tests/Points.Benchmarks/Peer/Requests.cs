namespace Points.Benchmarks.Peer;

/// <summary>The body of a purchase, with the fields that the benchmark sends.</summary>
internal sealed record AccrualRequest(
    string? ProgrammeId,
    string? MerchantId,
    string? OrderId,
    DateTimeOffset? OccurredAt,
    IReadOnlyList<OrderLine>? Lines
)
{
    private const int LinesMax = 500,
        LateDaysMax = 90;
    private const long AmountFenMax = 1_000_000_000_000;
    private static readonly TimeSpan ClockSkewMax = TimeSpan.FromMinutes(5);

    public long TotalFen => Lines!.Sum(line => line.AmountFen ?? 0);

    /// <returns>What is wrong; null if nothing is.</returns>
    public string? FindError(DateTimeOffset now)
    {
        if (Text.FindError("programmeId", ProgrammeId) is { } programme)
            return programme;
        if (Text.FindError("merchantId", MerchantId) is { } merchant)
            return merchant;
        if (Text.FindError("orderId", OrderId) is { } order)
            return order;
        if (OccurredAt is not { } at || at > now + ClockSkewMax || at < now.AddDays(-LateDaysMax))
            return $"occurredAt must be a time of the last {LateDaysMax} days";
        if (Lines is not { Count: > 0 and <= LinesMax })
            return $"lines must be a list of 1 to {LinesMax}";
        foreach (var line in Lines)
            if (line.FindError() is { } error)
                return error;
        return TotalFen > AmountFenMax ? $"the total must be at most {AmountFenMax} fen" : null;
    }
}

internal sealed record OrderLine(string? Sku, string? Category, long? AmountFen)
{
    private const long AmountFenMax = 100_000_000_000;

    public string? FindError() =>
        Text.FindError("sku", Sku)
        ?? Text.FindError("category", Category)
        ?? (AmountFen is >= 0 and <= AmountFenMax ? null : $"amountFen must be from 0 to {AmountFenMax}");
}

/// <summary>The body of a redemption.</summary>
/// <param name="Points">For a reward at a rate; null for one with a price.</param>
internal sealed record RedemptionRequest(string? ProgrammeId, string? RewardId, long? Points)
{
    private const long PointsMax = 1_000_000_000;

    /// <returns>What is wrong; null if nothing is.</returns>
    public string? FindError() =>
        Text.FindError("programmeId", ProgrammeId)
        ?? Text.FindError("rewardId", RewardId)
        ?? (Points is null or (> 0 and <= PointsMax) ? null : $"points must be from 1 to {PointsMax}");
}

/// <summary>Checks texts from callers.</summary>
internal static class Text
{
    public const int LengthMax = 128;

    public static string? FindError(string name, string? text) =>
        text is { Length: > 0 and <= LengthMax } ? null : $"{name} must be a text of 1 to {LengthMax} characters";
}
