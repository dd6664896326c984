using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>A reward's prices: the usual one, those of certain days, and discounts for certain members.</summary>
/// <param name="Windows">The first window that contains the day replaces the usual price.</param>
/// <param name="Discounts">Of those that apply, the lowest counts.</param>
/// <param name="Bounds">
/// Between these the operator may set the usual price without a new revision; null if the usual price is fixed.
/// </param>
public sealed record PriceList(
    Price Usual,
    ImmutableArray<PriceWindow> Windows,
    ImmutableArray<PriceDiscount> Discounts,
    PriceBounds? Bounds
)
{
    /// <summary>
    /// The usual price as the operator set it, within the bounds; null if the published price applies.
    /// </summary>
    public Price? OperatorPrice { get; init; }

    /// <summary>The price on a day, before any member's discount.</summary>
    public Price PriceOn(DateOnly day) =>
        Windows.FirstOrDefault(window => window.Window.Contains(day))?.Price ?? OperatorPrice ?? Usual;

    /// <summary>Sets the usual price. Outside the bounds the published price applies.</summary>
    public PriceList WithOperatorPrice(Points points) =>
        this with
        {
            OperatorPrice =
                IsWithinBounds(points) && Usual is Price.Fixed usual ? usual with { Points = points } : null,
        };

    /// <summary>Whether the operator may set the usual price to that many points.</summary>
    public bool IsWithinBounds(Points points) =>
        Bounds is { } bounds && points >= bounds.Lowest && points <= bounds.Highest;

    /// <summary>The price for a member on the day of the context.</summary>
    public Price PriceFor(RuleContext context) =>
        FindDiscount(context) is { } best ? PriceOn(context.Day).Discounted(best.Discount) : PriceOn(context.Day);

    /// <summary>The discount that lowers the price most for a member; null if none applies.</summary>
    public PriceDiscount? FindDiscount(RuleContext context)
    {
        PriceDiscount? best = null;
        foreach (var discount in Discounts)
            if (!(discount.Discount >= best?.Discount) && discount.When.HoldsFor(context))
                best = discount;
        return best;
    }
}

public sealed record PriceWindow(DateWindow Window, Price Price);

/// <param name="Discount">The part of the price that is paid: 0.9 for 10% off.</param>
public sealed record PriceDiscount(string Id, decimal Discount, Condition When);

public sealed record PriceBounds(Points Lowest, Points Highest);
