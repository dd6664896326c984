using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>Something members can get for points.</summary>
public sealed record Reward
{
    public required string RewardId { get; init; }
    public required RewardKind Kind { get; init; }
    public required BilingualName Name { get; init; }

    /// <summary>
    /// The operator's own category, such as <c>fresh</c>. Prohibited rewards are recognised by it, too (law L8).
    /// </summary>
    public string? Category { get; init; }

    /// <summary>The merchant that honours it; null if every honouring merchant of the programme does.</summary>
    public string? MerchantId { get; init; }

    public required PriceList Price { get; init; }

    /// <summary>How many pieces there are in all; null if unlimited.</summary>
    public long? Stock { get; init; }

    public RewardLimit? Limit { get; init; }

    /// <summary>How it may be held, as stated; null for the defaults.</summary>
    public HoldTerms? Hold { get; init; }

    /// <summary>How it may be held, with the defaults filled in.</summary>
    public HoldTerms EffectiveHold => HoldTerms.Of(Hold, Stock, Limit?.PerMember);

    /// <summary>Which members may get it, and when.</summary>
    public Condition Eligible { get; init; } = Condition.Always;

    public DateTimeOffset? OnSaleFrom { get; init; }
    public HeadStart? HeadStart { get; init; }

    /// <summary>For how many days after redemption a voucher or coupon can be used.</summary>
    public int? ValidDays { get; init; }

    /// <summary>
    /// The smallest bill on which a coupon can be used: what is left to pay after perks and earlier rewards.
    /// </summary>
    public Fen? MinimumBill { get; init; }

    /// <summary>The most a bill offset takes off one bill.</summary>
    public Fen? MaximumOffset { get; init; }

    /// <summary>
    /// Compensation for a reversal that is the merchant's fault, as a share of the redemption's points, within
    /// <see cref="ProgrammeTerms.Compensation"/>. The merchant pays for it (law L13).
    /// </summary>
    public decimal CompensationRate { get; init; }

    public Restrictions Restrictions { get; init; } = Restrictions.None;

    /// <summary>The same product for cash, if there is one: the reward may not be more restricted (law L13).</summary>
    public CashProduct? CashProduct { get; init; }
}

/// <summary>How many pieces a member may get in a period.</summary>
public sealed record RewardLimit(int PerMember, LimitPeriod Per);

/// <summary>Lets some members redeem hours before the reward goes on sale for all.</summary>
public sealed record HeadStart(int Hours, Condition When);

public sealed record CashProduct(Fen? Price, Restrictions Restrictions);
