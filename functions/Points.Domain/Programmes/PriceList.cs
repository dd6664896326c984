using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>A reward's one list of prices: the usual one, those of certain days, and for whom they are lower.</summary>
/// <param name="Windows">The first that contains the day counts in place of the usual price.</param>
/// <param name="Discounts">The lowest that applies counts.</param>
/// <param name="Bounds">Between which the operator may set the usual price without a new revision; null where it is fixed.</param>
public sealed record PriceList(
    Price Usual,
    ImmutableArray<PriceWindow> Windows,
    ImmutableArray<PriceDiscount> Discounts,
    PriceBounds? Bounds
)
{
    /// <summary>What the operator has set the usual price to, within the bounds; null where it stands as published.</summary>
    public Price? OperatorPrice { get; init; }

    /// <summary>Before anything that is the member's own.</summary>
    public Price PriceOn(DateOnly day) =>
        Windows.FirstOrDefault(window => window.Window.Contains(day))?.Price ?? OperatorPrice ?? Usual;

    /// <summary>With the usual price set to something else; as published where that is not within the bounds.</summary>
    public PriceList WithOperatorPrice(Points points) =>
        this with
        {
            OperatorPrice =
                IsWithinBounds(points) && Usual is Price.Fixed usual ? usual with { Points = points } : null,
        };

    /// <summary>Whether the operator may set the usual price to that.</summary>
    public bool IsWithinBounds(Points points) =>
        Bounds is { } bounds && points >= bounds.Lowest && points <= bounds.Highest;

    public Price PriceFor(RuleContext context)
    {
        var lowest = 1m;
        foreach (var discount in Discounts)
            if (discount.Discount < lowest && discount.When.HoldsFor(context))
                lowest = discount.Discount;
        return lowest < 1 ? PriceOn(context.Day).Discounted(lowest) : PriceOn(context.Day);
    }
}

public sealed record PriceWindow(DateWindow Window, Price Price);

/// <param name="Discount">What part of the price is paid.</param>
public sealed record PriceDiscount(string Id, decimal Discount, Condition When);

public sealed record PriceBounds(Points Lowest, Points Highest);
