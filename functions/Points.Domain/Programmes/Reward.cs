using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>Something members can have for points.</summary>
public sealed record Reward
{
    public required string RewardId { get; init; }
    public required RewardKind Kind { get; init; }
    public required BilingualName Name { get; init; }

    /// <summary>What it is, in the operator's words, as <c>fresh</c>; prohibited kinds of rewards are recognised by it too (law L8).</summary>
    public string? Category { get; init; }

    /// <summary>Who honours it; null where every honouring merchant of the programme does.</summary>
    public string? MerchantId { get; init; }

    public required PriceList Price { get; init; }

    /// <summary>How many there are; null where there is no end of them.</summary>
    public long? Stock { get; init; }

    public RewardLimit? Limit { get; init; }

    /// <summary>Who may have it, and when.</summary>
    public Condition Eligible { get; init; } = Condition.Always;

    public DateTimeOffset? OnSaleFrom { get; init; }
    public HeadStart? HeadStart { get; init; }

    /// <summary>How many days a voucher or coupon can be used.</summary>
    public int? ValidDays { get; init; }

    /// <summary>The least bill a coupon is taken for.</summary>
    public Fen? MinimumBill { get; init; }

    /// <summary>The most a bill offset takes off one bill.</summary>
    public Fen? MaximumOffset { get; init; }

    /// <summary>Points on top of a reversal that is the merchant's fault, as a part of the redemption's; at its cost (law L13).</summary>
    public decimal CompensationRate { get; init; }

    public Restrictions Restrictions { get; init; } = Restrictions.None;

    /// <summary>The same thing for cash, where there is one: a reward may not be hedged in more narrowly (law L13).</summary>
    public CashProduct? CashProduct { get; init; }
}

public enum RewardKind
{
    Goods,
    Service,
    Ticket,
    Voucher,
    Coupon,
    BillOffset,

    /// <summary>What no reward may be: money, or what turns into it (law L8). Kept apart so that it is refused by name.</summary>
    Prohibited,
}

/// <summary>How many a member may have in a period.</summary>
public sealed record RewardLimit(int PerMember, LimitPeriod Per);

/// <summary>Some members may have it before it goes on sale for all.</summary>
public sealed record HeadStart(int Hours, Condition When);

public sealed record CashProduct(Fen? Price, Restrictions Restrictions);

/// <summary>When a ticket or service can be used.</summary>
/// <param name="Admission">Hours of the day; null for all of them.</param>
/// <param name="Weekdays">None for all of them.</param>
/// <param name="Blackout">Days on which it cannot.</param>
public sealed record Restrictions(
    Admission? Admission,
    ImmutableArray<DayOfWeek> Weekdays,
    ImmutableArray<DateWindow> Blackout,
    ImmutableArray<BilingualName> Notes
)
{
    public static readonly Restrictions None = new(null, [], [], []);
}

public sealed record Admission(TimeOnly From, TimeOnly To);
