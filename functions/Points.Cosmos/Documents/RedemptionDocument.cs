using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>A redemption and where it stands.</summary>
internal sealed record RedemptionDocument(
    string Id, string Type, string MemberId, string ProgrammeId, string RewardId, int Quantity, string HonouredBy,
    long Points, long WorthFen, IReadOnlyList<LotDocument> Lots, string EntryId, string Status, DateTimeOffset At)
{
    public const string TypeName = "redemption";

    public static RedemptionDocument From(string memberId, Redemption it) => new(
        it.RedemptionId, TypeName, memberId, it.ProgrammeId, it.RewardId, it.Quantity, it.HonouredBy,
        it.Points.Value, it.Worth.Value, LotDocument.From(it.Lots), it.EntryId, it.Status.ToString(), it.At.ToUniversalTime());

    public Redemption ToRedemption() => new(
        Id, ProgrammeId, RewardId, Quantity, HonouredBy, new(Points), new(WorthFen),
        LotDocument.ToLots(Lots), EntryId, Enum.Parse<RedemptionStatus>(Status), At);
}
