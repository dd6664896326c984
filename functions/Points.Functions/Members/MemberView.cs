using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>A member's profile, for the member and for operators.</summary>
/// <param name="PhoneVerified">How the number was verified, which is then this member's alone; else absent.</param>
/// <param name="EmailVerified">How the address was verified, which is then this member's alone; else absent.</param>
/// <param name="ExternalId">The member's id in another system.</param>
/// <param name="ChangedBirthdays">When birthdays count that were changed lately; absent if none was.</param>
internal sealed record MemberView(
    string MemberId,
    DateOnly? BirthDate,
    [OneOf(typeof(CreditGrade), JsonKnownNamingPolicy.Unspecified)] string? CreditGrade,
    bool IdentityVerified,
    string? Phone,
    AddressVerificationView? PhoneVerified,
    string? Email,
    AddressVerificationView? EmailVerified,
    string? ExternalId,
    [OneOf("zh", "zh-CN", "en")] string? Locale,
    ConsentsView Consents,
    ConsentStatesView ConsentStates,
    IReadOnlyList<string> Programmes,
    IReadOnlyList<Pet> Pets,
    IReadOnlyList<string>? Groups,
    IReadOnlyList<ChangedBirthdayView>? ChangedBirthdays,
    string? FamilyId,
    bool Frozen
)
{
    public static MemberView From(Member it, DateTimeOffset now) =>
        new(
            it.MemberId,
            it.BirthDate,
            it.CreditGrade?.ToString(),
            it.IdentityVerified,
            it.Phone,
            AddressVerificationView.From(it.PhoneVerified),
            it.Email,
            AddressVerificationView.From(it.EmailVerified),
            it.ExternalId,
            it.Locale,
            ConsentsView.From(it, now),
            ConsentStatesView.From(it, now),
            it.Programmes,
            it.Pets,
            it.Groups.IsEmpty ? null : it.Groups,
            ChangedBirthdayView.ListFrom(it, now),
            it.FamilyId,
            Frozen: it.FrozenReason is not null
        );
}
