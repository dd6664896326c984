using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>One published state of a programme's terms, as the engine runs them. Immutable: a change is a new revision.</summary>
public sealed record ProgrammeTerms
{
    /// <summary>
    /// Instances read a programme's revisions every few seconds: what happens at an instant must be known to all of them
    /// before it comes.
    /// </summary>
    public static readonly TimeSpan PropagationTime = TimeSpan.FromMinutes(1);

    private EarningRules? _earningRules;

    public required string ProgrammeId { get; init; }

    /// <summary>Counts a programme's revisions from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The instant from which it is decided by these terms.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    public required BilingualName Name { get; init; }
    public required Issuer Issuer { get; init; }
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>Closed: nobody else issues or honours these points (law L5).</summary>
    public required ImmutableArray<Merchant> Merchants { get; init; }

    public required Validity Validity { get; init; }

    /// <summary>Whether <see cref="Validity"/> is also that of points which members had before. Silently it is not: such points keep their day.</summary>
    public bool AppliesToEarned { get; init; }

    /// <summary>What the programme's revisions up to this one do to points that were earned before each; from its history.</summary>
    public ImmutableArray<ExpiryChange> ExpiryChanges { get; init; } = [];

    /// <summary>Null in a document that is not lawful: it is never published (law L6).</summary>
    public Budget? Budget { get; init; }

    public required EarningTerms Earning
    {
        get;
        init => (field, _earningRules) = (value, null);
    }

    public Tiers? Tiers
    {
        get;
        init => (field, _earningRules) = (value, null);
    }

    public required ImmutableArray<Reward> Rewards { get; init; }
    public ImmutableArray<Perk> Perks { get; init; } = [];
    public ImmutableArray<PublishedAction> Actions { get; init; } = [];
    public FamilyTerms? Family { get; init; }
    public SettlementTerms? Settlement { get; init; }
    public ImmutableArray<NoticeChannel> NoticeChannels { get; init; } = [];
    public QuietHours QuietHours { get; init; } = QuietHours.Default;

    /// <summary>The earning rules as the engine runs them, compiled when first asked for.</summary>
    public EarningRules EarningRules => _earningRules ??= new(Earning, Tiers);

    /// <summary>The calendar day that an instant falls on where the programme runs.</summary>
    public DateOnly BusinessDateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);

    /// <summary>The instant at which a day of the programme begins.</summary>
    public DateTimeOffset StartOfDay(DateOnly day) => InstantOf(day, TimeOnly.MinValue);

    /// <summary>The instant at which clocks show a time on a day of the programme: so many hours after midnight only on days without a change of clocks.</summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var shown = day.ToDateTime(time);
        // What clocks that are put forward never show is the first minute that they do.
        while (TimeZone.IsInvalidTime(shown))
            shown = shown.AddMinutes(1);
        return new DateTimeOffset(shown, TimeZone.GetUtcOffset(shown)).ToUniversalTime();
    }

    /// <summary>The first day that begins at an instant or after it.</summary>
    public DateOnly FirstDayStartingFrom(DateTimeOffset instant)
    {
        var day = BusinessDateOf(instant);
        return StartOfDay(day) >= instant ? day : day.AddDays(1);
    }

    public Merchant? FindMerchant(string merchantId) =>
        Merchants.FirstOrDefault(merchant => merchant.MerchantId == merchantId);

    public Reward? FindReward(string rewardId) => Rewards.FirstOrDefault(reward => reward.RewardId == rewardId);

    public PublishedAction? FindAction(string action) =>
        Actions.FirstOrDefault(published => published.Action == action);

    /// <summary>Whether a wallet's counter still counts towards something.</summary>
    public bool IsLimitCounter(string counterId) =>
        Earning.Caps.Any(cap => cap.CounterId == counterId)
        || Actions.Any(action => action.CounterId == counterId)
        || Rewards.Any(reward => reward.Limit is not null && RewardCounterId(reward.RewardId) == counterId)
        || (Family is not null && counterId == FamilyTerms.SentCounterId);

    /// <summary>Under which a member's pieces of a reward are counted.</summary>
    public static string RewardCounterId(string rewardId) => $"reward:{rewardId}";
}
