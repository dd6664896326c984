using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>A member's present spend code. The batch that commits the redemption uses it up.</summary>
/// <param name="Code">The code's digest; empty once it is used.</param>
/// <param name="Until">In milliseconds since 1970.</param>
/// <param name="ProgrammeId">Null in codes from before they named it: any. So are merchant and reward.</param>
internal sealed record SpendCodeDocument(
    string Id,
    string Type,
    string MemberId,
    string Code,
    long Until,
    long Cap,
    string? ProgrammeId = null,
    string? MerchantId = null,
    string? RewardId = null
)
{
    public const string TypeName = "spend-code";

    /// <summary>Each member has at most one.</summary>
    public const string SingletonId = TypeName;

    public const string Used = "";

    public static SpendCodeDocument From(SpendCode it) =>
        new(
            SingletonId,
            TypeName,
            it.MemberId,
            it.CodeDigest,
            it.Until.ToUnixTimeMilliseconds(),
            (it.Cap ?? Redeem.PointsMax).Value,
            it.ProgrammeId,
            it.MerchantId,
            it.RewardId
        );

    public SpendCode ToSpendCode() =>
        new(MemberId, Code, DateTimeOffset.FromUnixTimeMilliseconds(Until), new Points(Cap))
        {
            ProgrammeId = ProgrammeId,
            MerchantId = MerchantId,
            RewardId = RewardId,
        };

    /// <summary>
    /// The condition for using the code. The decision has compared programme, merchant and reward with this very code:
    /// another code has another digest. The digest is base64url, which is safe inside quotes.
    /// </summary>
    public static string UsableCondition(SpendCodeUse use) =>
        FormattableString.Invariant(
            $"""
            c.code = "{use.CodeDigest}" AND c.until > {use.At.ToUnixTimeMilliseconds()} AND c.cap >= {use.Points.Value}
            """
        );
}
