using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>One line of a purchase.</summary>
/// <param name="Amount">Gross, before anything paid with points or coupons; all pieces together.</param>
/// <param name="ServiceOn">The day a service is used, as of travel, where it is not the day of purchase.</param>
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

    /// <summary>¥100 million: beyond any consumer purchase, and small enough that every rule counts an order of that total exactly.</summary>
    public static readonly Fen AmountMax = new(100_000_000L * Fen.PerYuan);
}
