namespace Points.Benchmarks.Peer;

/// <summary>A reward with a price in points, or one at a rate if <paramref name="PointsPerYuan"/> is given.</summary>
/// <param name="Points">The price, or the least number of points.</param>
/// <param name="WorthFen">What a reward with a price is worth.</param>
internal sealed record Reward(string Id, long Points, long WorthFen, long? PointsPerYuan, int? VoucherDays);

/// <summary>The rules of a programme: one point a yuan, valid for 24 months to the end of the month.</summary>
internal sealed record Terms(string ProgrammeId, Reward Reward)
{
    private const int FenPerYuan = 100,
        ValidMonths = 24;
    private static readonly TimeZoneInfo Zone = TimeZoneInfo.FindSystemTimeZoneById("Asia/Shanghai");

    /// <summary>The two programmes that the benchmark uses, with the rewards it redeems.</summary>
    public static readonly Dictionary<string, Terms> All = new[]
    {
        new Terms("supermarket", new("voucher", 1_000, 0, PointsPerYuan: 50, VoucherDays: 90)),
        new Terms("fast-food", new("meal", 200, 2_500, PointsPerYuan: null, VoucherDays: null)),
    }.ToDictionary(terms => terms.ProgrammeId, StringComparer.Ordinal);

    public static long PointsFor(long totalFen) => totalFen / FenPerYuan;

    public static DateOnly BusinessDateOf(DateTimeOffset now) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(now, Zone).DateTime);

    public static DateOnly ExpiryOf(DateOnly today)
    {
        var month = today.AddMonths(ValidMonths);
        return new(month.Year, month.Month, DateTime.DaysInMonth(month.Year, month.Month));
    }

    /// <returns>The price and the worth in fen; null if the number of points does not suit the reward.</returns>
    public (long Points, long WorthFen)? Quote(long? points) =>
        Reward.PointsPerYuan is not { } rate
            ? points is null
                ? (Reward.Points, Reward.WorthFen)
                : null
            : points >= Reward.Points
                ? (points.Value, points.Value * FenPerYuan / rate)
                : null;
}
