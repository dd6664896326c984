using Points.Domain;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>Where the voucher of a code is. The code itself is not in it.</summary>
internal sealed record VoucherPlaceDocument(string Id, string Type, string MemberId, string ProgrammeId, string RedemptionId)
{
    public const string TypeName = "voucher";

    public static string IdOf(string code) => "v-" + Digest.Of(TypeName, code);

    public static VoucherPlaceDocument From(string code, VoucherPlace it) => new(IdOf(code), TypeName, it.MemberId, it.ProgrammeId, it.RedemptionId);

    public VoucherPlace ToPlace() => new(MemberId, ProgrammeId, RedemptionId);
}

internal sealed record FamilyDocument(string Id, string Type, string FamilyId, IReadOnlyList<string> Members)
{
    public const string TypeName = "family";

    public static string IdOf(string familyId) => $"{TypeName}:{familyId}";
}
