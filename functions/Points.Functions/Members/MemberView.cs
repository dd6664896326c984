using System.Text.Json.Serialization;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>A member's profile, for the member and for operators.</summary>
internal sealed record MemberView(
    string MemberId,
    DateOnly? BirthDate,
    [OneOf(typeof(CreditGrade), JsonKnownNamingPolicy.Unspecified)] string? CreditGrade,
    bool IdentityVerified,
    string? Phone,
    [OneOf("zh", "zh-CN", "en")] string? Locale,
    Consents Consents,
    IReadOnlyList<string> Programmes,
    IReadOnlyList<Pet> Pets,
    IReadOnlyList<string>? Groups,
    string? FamilyId,
    bool Frozen
)
{
    public static MemberView From(Member it) =>
        new(
            it.MemberId,
            it.BirthDate,
            it.CreditGrade?.ToString(),
            it.IdentityVerified,
            it.Phone,
            it.Locale,
            it.Consents,
            it.Programmes,
            it.Pets,
            it.Groups.IsEmpty ? null : it.Groups,
            it.FamilyId,
            Frozen: it.FrozenReason is not null
        );
}
