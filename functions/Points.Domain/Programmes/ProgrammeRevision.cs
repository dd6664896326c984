using System.Collections.Immutable;

namespace Points.Domain.Programmes;

/// <summary>One published state of a programme's terms, as the engine runs them. Immutable: a change is a new revision.</summary>
public sealed record ProgrammeRevision
{
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
    public required Earning Earning { get; init; }
    public required ImmutableArray<Reward> Rewards { get; init; }

    /// <summary>The calendar day that an instant falls on where the programme runs.</summary>
    public DateOnly BusinessDate(DateTimeOffset instant) => DateOnly.FromDateTime(TimeZoneInfo.ConvertTime(instant, TimeZone).DateTime);

    public Merchant? Merchant(string merchantId) => Merchants.FirstOrDefault(merchant => merchant.MerchantId == merchantId);

    public Reward? Reward(string rewardId) => Rewards.FirstOrDefault(reward => reward.RewardId == rewardId);
}
