using System.Text.Json;
using Points.Domain;
using Points.Domain.Intake;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>Where the voucher of a code is. The code itself is not in it.</summary>
internal sealed record VoucherPlaceDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string RedemptionId
)
{
    public const string TypeName = "voucher";

    public static string IdOf(string code) => "v-" + Digest.Compute(TypeName, code);

    public static VoucherPlaceDocument From(string code, VoucherLocation it) =>
        new(IdOf(code), TypeName, it.MemberId, it.ProgrammeId, it.RedemptionId);

    public VoucherLocation ToPlace() => new(MemberId, ProgrammeId, RedemptionId);
}

internal sealed record FamilyDocument(string Id, string Type, string FamilyId, IReadOnlyList<string> Members)
{
    public const string TypeName = "family";

    public static string IdOf(string familyId) => $"{TypeName}:{familyId}";
}

/// <summary>What came of a merchant's message. Kept for good; only a booking takes the place of a refusal.</summary>
internal sealed record EventOutcomeDocument(
    string Id,
    string Type,
    string MerchantId,
    string MessageId,
    string EventType,
    string MemberId,
    string Status,
    int StatusCode,
    JsonElement Body,
    string Fingerprint,
    DateTimeOffset ReceivedAt
)
{
    public const string TypeName = "event";

    public static string IdOf(string merchantId, string messageId) =>
        "ev-" + Digest.Compute(TypeName, merchantId, messageId);

    public static EventOutcomeDocument From(EventOutcome it) =>
        new(
            IdOf(it.MerchantId, it.MessageId),
            TypeName,
            it.MerchantId,
            it.MessageId,
            it.Type,
            it.MemberId,
            it.Status,
            it.StatusCode,
            it.Body,
            it.Fingerprint,
            it.ReceivedAt
        );

    public EventOutcome ToOutcome() =>
        new(
            MerchantId,
            MessageId,
            EventType,
            MemberId,
            Status == EventOutcome.Accepted,
            StatusCode,
            Body,
            Fingerprint,
            ReceivedAt
        );
}
