using System.Collections.Immutable;
using Points.Domain.Accruing;
using Points.Domain.Enrolling;

namespace Points.Domain.Programmes.Rules;

/// <summary>When a rule applies. All that is given must hold; a list means any of it, and an empty one asks nothing.</summary>
public sealed record Condition
{
    public static readonly Condition Always = new();

    public Window Window { get; init; } = Window.Always;

    /// <summary>The member's own days.</summary>
    public OwnDay? On { get; init; }

    /// <summary>Whole years, on the day a line's service is used, else on the day of the purchase.</summary>
    public int? AgeAtLeast { get; init; }

    public int? AgeBelow { get; init; }
    public ImmutableArray<CreditGrade> CreditGrades { get; init; } = [];
    public ImmutableArray<string> Tiers { get; init; } = [];
    public ImmutableArray<string> Groups { get; init; } = [];
    public Affinity? Affinity { get; init; }

    /// <summary>What the member can spend, before whatever is being decided.</summary>
    public Points? BalanceAtLeast { get; init; }

    /// <summary>The lines of an order or bill in total, before anything paid with points.</summary>
    public Fen? SpendAtLeast { get; init; }

    public ImmutableArray<string> Merchants { get; init; } = [];
    public ImmutableArray<string> Channels { get; init; } = [];
    public ImmutableArray<string> Categories { get; init; } = [];
    public ImmutableArray<string> AnyTag { get; init; } = [];

    /// <summary>Whether it lets slip who the member is: such rules are not named to merchants.</summary>
    public bool IsAboutMember =>
        On is not null
        || AgeAtLeast is not null
        || AgeBelow is not null
        || Affinity is not null
        || !CreditGrades.IsEmpty
        || !Tiers.IsEmpty
        || !Groups.IsEmpty;

    /// <summary>Whether it looks at single lines of an order, so that it may hold for some and not for others.</summary>
    public bool IsAboutLines =>
        !Categories.IsEmpty || !AnyTag.IsEmpty || AgeAtLeast is not null || AgeBelow is not null;

    /// <summary>For a member as such, with no order.</summary>
    public bool HoldsFor(in Circumstances member) => HoldsForOrder(member) && HoldsAtAge(member, member.Day);

    /// <summary>All but what is asked of single lines.</summary>
    public bool HoldsForOrder(in Circumstances order) =>
        Window.Contains(order.Day)
        && (Merchants.IsEmpty || Names(Merchants, order.MerchantId))
        && (Channels.IsEmpty || Names(Channels, order.Channel))
        && !(order.Total < SpendAtLeast)
        && !(order.Balance < BalanceAtLeast)
        && (CreditGrades.IsEmpty || (order.Facts.CreditGrade is { } grade && CreditGrades.Contains(grade)))
        && (Tiers.IsEmpty || Names(Tiers, order.Tier))
        && (Groups.IsEmpty || Groups.Any(order.Facts.Groups.Contains))
        && (On is not { } own || order.Facts.Has(own, order.Day))
        && (Affinity is null || Affinity.IsShownBy(order.Recent, order.Facts));

    public bool HoldsForLine(OrderLine line, in Circumstances order) =>
        (Categories.IsEmpty || Names(Categories, line.Category))
        && (AnyTag.IsEmpty || SharesTag(line.Tags))
        && HoldsAtAge(order, line.ServiceOn ?? order.Day);

    private bool SharesTag(ImmutableArray<string> tags)
    {
        foreach (var tag in tags)
            if (Names(AnyTag, tag))
                return true;
        return false;
    }

    private static bool Names(ImmutableArray<string> names, string? name)
    {
        foreach (var each in names)
            if (each == name)
                return true;
        return false;
    }

    /// <summary>Nobody whose birth date is unknown has an age.</summary>
    private bool HoldsAtAge(in Circumstances member, DateOnly day) =>
        (AgeAtLeast is not { } least || member.Facts.BirthDate?.AddYears(least) <= day)
        && (AgeBelow is not { } below || member.Facts.BirthDate?.AddYears(below) > day);
}
