using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>What an entry was booked for: the kind, and the fields of that kind.</summary>
internal sealed record CauseDocument(string Kind)
{
    public string? MerchantId { get; init; }
    public string? OrderId { get; init; }
    public string? Action { get; init; }
    public string? Reference { get; init; }
    public string? RedemptionId { get; init; }
    public string? RewardId { get; init; }
    public string? HonouredBy { get; init; }
    public long? WorthFen { get; init; }
    public DateOnly? On { get; init; }

    public static CauseDocument From(Cause cause) => cause.Match(
        purchase: it => new CauseDocument("purchase") { MerchantId = it.MerchantId, OrderId = it.OrderId },
        deed: it => new CauseDocument("deed") { Action = it.Action, Reference = it.Reference },
        redemption: it => new CauseDocument("redemption")
        {
            RedemptionId = it.RedemptionId, RewardId = it.RewardId, HonouredBy = it.HonouredBy, WorthFen = it.Worth.Value,
        },
        expiry: it => new CauseDocument("expiry") { On = it.On });

    public Cause ToCause() => Kind switch
    {
        "purchase" => new Cause.Purchase(MerchantId!, OrderId!),
        "deed" => new Cause.Deed(Action!, Reference!),
        "redemption" => new Cause.Redemption(RedemptionId!, RewardId!, HonouredBy!, new(WorthFen!.Value)),
        "expiry" => new Cause.Expiry(On!.Value),
        _ => throw new InvalidDataException($"an entry was booked for {Kind}, which this version does not know"),
    };
}
