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
    public Price? Set { get; init; }

    /// <summary>Before anything that is the member's own.</summary>
    public Price On(DateOnly day) =>
        Windows.FirstOrDefault(window => window.Window.Contains(day))?.Price ?? Set ?? Usual;

    /// <summary>With the usual price set to something else; as published where that is not within the bounds.</summary>
    public PriceList SetTo(Points points) =>
        this with
        {
            Set = Allows(points) && Usual is Price.Fixed usual ? usual with { Points = points } : null,
        };

    /// <summary>Whether the operator may set the usual price to that.</summary>
    public bool Allows(Points points) => Bounds is { } bounds && points >= bounds.Lowest && points <= bounds.Highest;

    public Price For(Circumstances member)
    {
        var lowest = 1m;
        foreach (var discount in Discounts)
            if (discount.Discount < lowest && discount.When.HoldsFor(member))
                lowest = discount.Discount;
        return lowest < 1 ? On(member.Day).At(lowest) : On(member.Day);
    }
}

public sealed record PriceWindow(Window Window, Price Price);

/// <param name="Discount">What part of the price is paid.</param>
public sealed record PriceDiscount(string Id, decimal Discount, Condition When);

public sealed record PriceBounds(Points Lowest, Points Highest);
