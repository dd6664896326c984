using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes;

/// <summary>
/// One revision of a programme's terms, as the engine runs it. Immutable: a change is a new revision.
/// </summary>
public sealed record ProgrammeTerms
{
    /// <summary>
    /// How long before its instant a change must be stored. Instances reload a programme's revisions every few seconds,
    /// so all of them know it in time.
    /// </summary>
    public static readonly TimeSpan PropagationTime = TimeSpan.FromMinutes(1);

    private EarningRules? _earningRules;

    public required string ProgrammeId { get; init; }

    /// <summary>Counts a programme's revisions from 1.</summary>
    public required int Number { get; init; }

    /// <summary>The instant from which these terms are in force.</summary>
    public required DateTimeOffset EffectiveFrom { get; init; }

    public required BilingualName Name { get; init; }
    public required Issuer Issuer { get; init; }
    public required TimeZoneInfo TimeZone { get; init; }

    /// <summary>A closed list: no other merchant issues or honours these points (law L5).</summary>
    public required ImmutableArray<Merchant> Merchants { get; init; }

    public required Validity Validity { get; init; }

    /// <summary>
    /// Whether <see cref="Validity"/> also applies to points earned before. If not, those points keep their last day.
    /// </summary>
    public bool AppliesToEarned { get; init; }

    /// <summary>The expiry changes of the programme's revisions up to this one, oldest first.</summary>
    public ImmutableArray<ExpiryChange> ExpiryChanges { get; init; } = [];

    /// <summary>Whether what points buy may never get worse, with or without notice (价值保障).</summary>
    public bool ValueGuaranteed { get; init; }

    /// <summary>Null only in a document that is not lawful, which is never published (law L6).</summary>
    public Budget? Budget { get; init; }

    /// <summary>Null if the programme gives no compensation, whatever a redemption states (decision 26).</summary>
    public CompensationTerms? Compensation { get; init; }

    /// <summary>Null if operators may only take points, and give none.</summary>
    public AdjustmentTerms? Adjustments { get; init; }

    /// <summary>The budget for balances from other systems; null if the programme takes none over.</summary>
    public Budget? OpeningBudget { get; init; }

    /// <summary>The budget for grants only; null if they draw on <see cref="Budget"/>.</summary>
    public Budget? GrantBudget { get; init; }

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
    public ImmutableArray<Grant> Grants { get; init; } = [];
    public FamilyTerms? Family { get; init; }
    public SettlementTerms? Settlement { get; init; }
    public ImmutableArray<NoticeChannel> NoticeChannels { get; init; } = [];
    public QuietHours QuietHours { get; init; } = QuietHours.Default;

    /// <summary>Null if the document names none.</summary>
    public ContactTerms? Contact { get; init; }

    /// <summary>Within how many days after its day a complaint is answered.</summary>
    public int AnswerDays => Contact?.AnswerDays ?? ContactTerms.AnswerDaysDefault;

    /// <summary>What members read instead of words that have no name of their own.</summary>
    public ImmutableArray<Label> Labels { get; init; } = [];

    /// <summary>The earning rules as the engine runs them, compiled on first use.</summary>
    public EarningRules EarningRules => _earningRules ??= new(Earning, Tiers);

    /// <summary>
    /// The first day on which the points of a purchase can be used: some days after its booking, but no later than
    /// their last day.
    /// </summary>
    /// <returns>Null if they can be used at once.</returns>
    public DateOnly? PurchaseUsableFrom(DateOnly bookedOn)
    {
        if (Earning.PendingDays == 0)
            return null;
        var usableFrom = bookedOn.PlusDays(Earning.PendingDays);
        return Validity.ExpiresOn(bookedOn) is { } lastDay && lastDay < usableFrom ? lastDay : usableFrom;
    }

    /// <summary>The calendar day of an instant in the programme's time zone.</summary>
    public DateOnly BusinessDateOf(DateTimeOffset instant) =>
        DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);

    /// <summary>The instant at which a day begins in the programme's time zone.</summary>
    public DateTimeOffset StartOfDay(DateOnly day) => InstantOf(day, TimeOnly.MinValue);

    /// <summary>
    /// The instant at which clocks in the programme's time zone show a time on a day. On a day on which clocks change,
    /// this is not that many hours after midnight. At the ends of the calendar, its first or last instant.
    /// </summary>
    public DateTimeOffset InstantOf(DateOnly day, TimeOnly time)
    {
        var shown = day.ToDateTime(time);
        // A time that clocks skip when they are put forward stands for the first minute that they show again.
        while (TimeZone.IsInvalidTime(shown))
            shown = shown.AddMinutes(1);
        return new DateTimeOffset(shown, TimeSpan.Zero).Plus(-TimeZone.GetUtcOffset(shown));
    }

    /// <summary>The first day that begins at or after an instant.</summary>
    public DateOnly FirstDayStartingFrom(DateTimeOffset instant)
    {
        var day = BusinessDateOf(instant);
        return StartOfDay(day) >= instant ? day : day.PlusDays(1);
    }

    public Merchant? FindMerchant(string merchantId) =>
        Merchants.FirstOrDefault(merchant => merchant.MerchantId == merchantId);

    public Reward? FindReward(string rewardId) => Rewards.FirstOrDefault(reward => reward.RewardId == rewardId);

    public PublishedAction? FindAction(string action) =>
        Actions.FirstOrDefault(published => published.Action == action);

    public Grant? FindGrant(string grantId) => Grants.FirstOrDefault(grant => grant.GrantId == grantId);

    /// <summary>The merchant that honours the points; null if several do.</summary>
    public Merchant? FindOnlyHonouringMerchant() =>
        Merchants.Where(it => it.Honours).Take(2).ToArray() is [var only] ? only : null;

    /// <summary>What members read instead of a word: its label, or the word itself.</summary>
    public BilingualName LabelOf(string word) =>
        Labels.FirstOrDefault(label => label.Word == word)?.Name ?? new(word, word);

    /// <summary>Whether these terms have a limit that counts with that counter.</summary>
    public bool IsLimitCounter(string counterId) =>
        Earning.Caps.Any(cap => cap.CounterId == counterId)
        || Actions.Any(action => action.CounterId == counterId)
        || Grants.Any(grant => grant.CounterId == counterId)
        || Rewards.Any(reward => reward.Limit is not null && RewardCounterId(reward.RewardId) == counterId)
        || (Family is not null && counterId == FamilyTerms.SentCounterId)
        || (Compensation is not null && counterId == CompensationTerms.CounterId);

    /// <summary>The id of the limit counter for a member's pieces of a reward.</summary>
    public static string RewardCounterId(string rewardId) => $"reward:{rewardId}";
}
