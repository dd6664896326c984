using System.Collections.Immutable;

namespace Points.Domain.Programmes.Rules;

/// <summary>
/// When a rule applies. Everything that is given must hold. Of a list any one item is enough; an empty list requires
/// nothing.
/// </summary>
public sealed record Condition
{
    public static readonly Condition Always = new();

    public DateWindow Window { get; init; } = DateWindow.Always;

    /// <summary>The rule applies on this day of the member's own only.</summary>
    public OwnDay? OwnDay { get; init; }

    /// <summary>
    /// Age in whole years, on the day the line's service is used, or else on the day of the purchase.
    /// </summary>
    public int? AgeAtLeast { get; init; }

    public int? AgeBelow { get; init; }
    public ImmutableArray<CreditGrade> CreditGrades { get; init; } = [];
    public ImmutableArray<string> Tiers { get; init; } = [];
    public ImmutableArray<string> Groups { get; init; } = [];
    public Affinity? Affinity { get; init; }

    /// <summary>The least balance the member can spend, before the current request.</summary>
    public Points? BalanceAtLeast { get; init; }

    /// <summary>The least total of an order or bill, before anything paid with points.</summary>
    public Fen? SpendAtLeast { get; init; }

    public ImmutableArray<string> Merchants { get; init; } = [];
    public ImmutableArray<string> Channels { get; init; } = [];
    public ImmutableArray<string> Categories { get; init; } = [];
    public ImmutableArray<string> AnyTag { get; init; } = [];

    /// <summary>Whether it reveals something about the member. Merchants are not shown such rules.</summary>
    public bool IsAboutMember =>
        OwnDay is not null
        || AgeAtLeast is not null
        || AgeBelow is not null
        || Affinity is not null
        || !CreditGrades.IsEmpty
        || !Tiers.IsEmpty
        || !Groups.IsEmpty;

    /// <summary>Whether it is checked for each line of an order, so that it may hold for some lines only.</summary>
    public bool IsAboutLines =>
        !Categories.IsEmpty || !AnyTag.IsEmpty || AgeAtLeast is not null || AgeBelow is not null;

    /// <summary>Whether it holds for a member without an order.</summary>
    public bool HoldsFor(in RuleContext context) => HoldsForOrder(context) && HoldsAtAge(context, context.Day);

    /// <summary>
    /// Whether the parts that concern the whole order hold. <see cref="HoldsForLine"/> checks the others.
    /// </summary>
    public bool HoldsForOrder(in RuleContext context) =>
        Window.Contains(context.Day)
        && (Merchants.IsEmpty || ContainsName(Merchants, context.MerchantId))
        && (Channels.IsEmpty || ContainsName(Channels, context.Channel))
        && !(context.Total < SpendAtLeast)
        && !(context.Balance < BalanceAtLeast)
        && (CreditGrades.IsEmpty || (context.Facts.CreditGrade is { } grade && CreditGrades.Contains(grade)))
        && (Tiers.IsEmpty || ContainsName(Tiers, context.Tier))
        && (Groups.IsEmpty || Groups.Any(context.Facts.Groups.Contains))
        && (OwnDay is not { } own || context.IsOwnDay(own))
        && (Affinity is null || Affinity.IsMetBy(context.RecentCategories, context.Facts, context.Day));

    /// <summary>Whether the parts that concern single lines hold for a line.</summary>
    public bool HoldsForLine(OrderLine line, in RuleContext context) =>
        (Categories.IsEmpty || ContainsName(Categories, line.Category))
        && (AnyTag.IsEmpty || SharesTag(line.Tags))
        && HoldsAtAge(context, line.ServiceOn ?? context.Day);

    private bool SharesTag(ImmutableArray<string> tags)
    {
        foreach (var tag in tags)
            if (ContainsName(AnyTag, tag))
                return true;
        return false;
    }

    private static bool ContainsName(ImmutableArray<string> names, string? name)
    {
        foreach (var each in names)
            if (each == name)
                return true;
        return false;
    }

    /// <summary>A condition on age never holds for a member whose birth date is unknown.</summary>
    private bool HoldsAtAge(in RuleContext context, DateOnly day) =>
        (AgeAtLeast is not { } least || context.Facts.BirthDate?.PlusYears(least) <= day)
        && (AgeBelow is not { } below || context.Facts.BirthDate?.PlusYears(below) > day);
}
