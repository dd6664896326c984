using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>One line of a purchase.</summary>
/// <param name="Amount">The gross amount of all pieces, before anything paid with points or coupons.</param>
/// <param name="ServiceOn">The day a service is used, such as the day of travel; null for the day of purchase.</param>
public sealed record OrderLine(
    string Sku,
    string Category,
    Fen Amount,
    int Quantity,
    DateOnly? ServiceOn,
    ImmutableArray<string> Tags
)
{
    public const int QuantityMax = 1_000_000;
    public const int TagsMax = 20;

    /// <summary>
    /// How far a service may be from its purchase: further than anybody books or pays late, and too little to make
    /// anybody older.
    /// </summary>
    public const int ServiceDaysMax = 400;

    /// <summary>
    /// ¥100 million: more than any consumer purchase, and small enough to calculate every rule exactly.
    /// </summary>
    public static readonly Fen AmountMax = new(100_000_000L * Fen.PerYuan);

    /// <summary>Finds a service that is too far from its purchase; null if there is none.</summary>
    public static Refusal? FindRefusal(ImmutableArray<OrderLine> lines, DateOnly boughtOn)
    {
        for (var at = 0; at < lines.Length; at++)
            if (lines[at].ServiceOn is { } day && Math.Abs((long)day.DayNumber - boughtOn.DayNumber) > ServiceDaysMax)
                return new Refusal.Invalid(
                    $"lines[{at}].serviceOn",
                    $"must be at most {ServiceDaysMax} days before or after the purchase"
                );
        return null;
    }
}
