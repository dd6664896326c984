using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>The redemption that a voucher code belongs to. The id is a digest: the code itself is not stored.</summary>
internal sealed record VoucherLocationDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string RedemptionId
)
{
    public const string TypeName = "voucher";

    public static string IdOf(string code) => "v-" + Digest.Compute(TypeName, code);

    public static VoucherLocationDocument From(string code, VoucherLocation it) =>
        new(IdOf(code), TypeName, it.MemberId, it.ProgrammeId, it.RedemptionId);

    public VoucherLocation ToLocation() => new(MemberId, ProgrammeId, RedemptionId);
}
