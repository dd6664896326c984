using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>A reward's one list of prices: the usual one, those of certain days, and for whom they are lower.</summary>
/// <param name="Windows">The first that contains the day counts in place of the usual price.</param>
/// <param name="Discounts">The lowest that applies counts.</param>
/// <param name="Bounds">Between which the operator may set the usual price without a new revision; null where it is fixed.</param>
public sealed record PriceList(Price Usual, ImmutableArray<PriceWindow> Windows, ImmutableArray<PriceDiscount> Discounts, PriceBounds? Bounds)
{
    /// <summary>Before anything that is the member's own.</summary>
    public Price On(DateOnly day) => Windows.FirstOrDefault(window => window.Window.Contains(day))?.Price ?? Usual;

    public Price For(Circumstances member)
    {
        var lowest = 1m;
        foreach (var discount in Discounts)
            if (discount.Discount < lowest && discount.When.HoldsFor(member)) lowest = discount.Discount;
        return lowest < 1 ? On(member.Day).At(lowest) : On(member.Day);
    }
}

public sealed record PriceWindow(Window Window, Price Price);

/// <param name="Discount">What part of the price is paid.</param>
public sealed record PriceDiscount(string Id, decimal Discount, Condition When);

public sealed record PriceBounds(Points Lowest, Points Highest);
