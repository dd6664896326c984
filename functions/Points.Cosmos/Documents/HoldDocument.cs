using System.Text.Json.Serialization;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A hold: for a reward until it expires, or for a transfer to a member.</summary>
internal sealed record HoldDocument(string HoldId, IReadOnlyList<LotDocument> Lots)
{
    public string? RewardId { get; init; }
    public int? Quantity { get; init; }
    public DateTimeOffset? At { get; init; }
    public DateTimeOffset? Until { get; init; }

    /// <summary>The key of the receiver's ledger. The name in JSON is from before ledgers had keys.</summary>
    [JsonPropertyName("toMemberId")]
    public string? Receiver { get; init; }
    public DateTimeOffset? LookAt { get; init; }

    public static HoldDocument From(Hold hold) =>
        hold.Match(
            forReward: it => new HoldDocument(it.HoldId, LotDocument.From(it.Lots))
            {
                RewardId = it.RewardId,
                Quantity = it.Quantity,
                At = it.At.ToUniversalTime(),
                Until = it.Until.ToUniversalTime(),
            },
            inTransit: it => new HoldDocument(it.HoldId, LotDocument.From(it.Lots))
            {
                Receiver = it.Receiver,
                LookAt = it.ResumeAt.ToUniversalTime(),
            }
        );

    public Hold ToHold() =>
        Receiver is null
            ? new Hold.ForReward(
                HoldId,
                LotDocument.ToLots(Lots),
                RewardId ?? "",
                Quantity ?? 0,
                At ?? default,
                Until ?? default
            )
            : new Hold.InTransit(HoldId, LotDocument.ToLots(Lots), Receiver, LookAt ?? default);
}
