using System.Text.Json.Serialization;

namespace Points.Cosmos.Documents;

/// <summary>Pieces of a shard that are reserved for a redemption (decision 9).</summary>
/// <param name="LedgerKey">
/// The key of the member's ledgers. The name in JSON is from before ledgers had keys: older reservations have the
/// member's id.
/// </param>
/// <param name="Until">When the redemption's hold expires, in seconds since 1970; null without a hold.</param>
/// <param name="LookAt">
/// When a job must check the redemption, in seconds since 1970; null if the reservation is finished.
/// </param>
/// <param name="Since">
/// When it was created, in seconds since 1970. In real time, because business time can be set.
/// </param>
internal sealed record ReservationDocument(
    string Id,
    string Type,
    string Shard,
    [property: JsonPropertyName("memberId")] string LedgerKey,
    string ProgrammeId,
    string RedemptionId,
    int Pieces,
    long? Until,
    long? LookAt,
    long Since
)
{
    public const string TypeName = "reservation";
}
