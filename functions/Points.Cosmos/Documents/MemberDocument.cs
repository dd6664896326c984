using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Cosmos.Documents;

/// <summary>
/// A member's profile. Besides the copies of its facts in wallets, it is the only document of the partition with
/// personal data.
/// </summary>
/// <param name="OwnDaySpans">Null if no birthday has changed.</param>
/// <param name="ConsentRecords">
/// Null if none was kept. <c>Personalisation</c> and <c>Marketing</c> are the master.
/// </param>
/// <param name="Erasing">True while the member is being erased: to all others, there is no such member.</param>
/// <param name="PlainIds">True if the member enrolled before ledgers had keys; otherwise null.</param>
internal sealed record MemberDocument(
    string Id,
    string Type,
    string MemberId,
    DateOnly? BirthDate,
    string? CreditGrade,
    bool IdentityVerified,
    string? Phone,
    string? Locale,
    bool Personalisation,
    bool Marketing,
    IReadOnlyList<string> Programmes,
    IReadOnlyList<PetDocument> Pets,
    IReadOnlyList<string>? Groups,
    string? FamilyId,
    string? FrozenBecause,
    string? LedgerKey,
    bool? PlainIds,
    IReadOnlyList<OwnDaySpanDocument>? OwnDaySpans,
    string? Email,
    IReadOnlyList<ConsentRecordDocument>? ConsentRecords,
    AddressVerificationDocument? PhoneVerified,
    AddressVerificationDocument? EmailVerified,
    string? ExternalId,
    bool? Erasing = null
)
{
    public const string TypeName = "member";

    /// <summary>Each partition has one profile.</summary>
    public const string SingletonId = TypeName;

    public static MemberDocument From(Member member) =>
        new(
            SingletonId,
            TypeName,
            member.MemberId,
            member.BirthDate,
            member.CreditGrade?.ToString(),
            member.IdentityVerified,
            member.Phone,
            member.Locale,
            member.Consents.Personalisation,
            member.Consents.Marketing,
            member.Programmes,
            [.. member.Pets.Select(pet => new PetDocument(pet.Name, pet.Birthday))],
            member.Groups.IsEmpty ? null : member.Groups,
            member.FamilyId,
            member.FrozenReason,
            member.LedgerKey?.Value,
            member.LedgerKey?.HasPlainIds == true ? true : null,
            OwnDaySpanDocument.FromOrNull(member.OwnDaySpans),
            member.Email,
            ConsentRecordDocument.FromOrNull(member.Consents.Records),
            AddressVerificationDocument.FromOrNull(member.PhoneVerified),
            AddressVerificationDocument.FromOrNull(member.EmailVerified),
            member.ExternalId
        );

    /// <summary>Null in profiles from before ledgers had keys.</summary>
    [JsonIgnore]
    public LedgerKey? Key => LedgerKey is null ? null : new(LedgerKey, PlainIds == true);

    /// <summary>What the erasure still needs, without what is about the person.</summary>
    public MemberDocument ToStripped() =>
        From(Member.Unknown(MemberId) with { LedgerKey = Key, Programmes = [.. Programmes] }) with
        {
            Erasing = true,
        };

    public Member ToMember() =>
        new(
            MemberId,
            BirthDate,
            CreditGrade is null ? null : Enum.Parse<CreditGrade>(CreditGrade),
            IdentityVerified,
            Phone,
            Locale,
            new(Personalisation, Marketing) { Records = ConsentRecordDocument.ToRecords(ConsentRecords) },
            [.. Programmes],
            [.. Pets.Select(pet => new Pet(pet.Name, pet.Birthday))],
            FrozenBecause
        )
        {
            Email = Email,
            PhoneVerified = PhoneVerified?.ToVerification(),
            EmailVerified = EmailVerified?.ToVerification(),
            ExternalId = ExternalId,
            LedgerKey = Key,
            Groups = [.. Groups ?? []],
            FamilyId = FamilyId,
            OwnDaySpans = OwnDaySpanDocument.ToSpans(OwnDaySpans),
        };
}

internal sealed record PetDocument(string Name, DateOnly Birthday);

/// <summary>What a walk through all profiles reads of each.</summary>
internal sealed record MemberReference(string MemberId);
