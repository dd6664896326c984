using Points.Domain.Ledger;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Documents;

/// <summary>The one spend code that a member has: used up in the batch of the redemption that it is for.</summary>
/// <param name="Code">Its digest; empty once it is used.</param>
/// <param name="Until">In milliseconds since 1970.</param>
internal sealed record SpendCodeDocument(string Id, string Type, string MemberId, string Code, long Until, long Cap)
{
    public const string TypeName = "spend-code";

    /// <summary>One a partition.</summary>
    public const string SingletonId = TypeName;

    public const string Used = "";

    public static SpendCodeDocument From(SpendCode it) =>
        new(
            SingletonId,
            TypeName,
            it.MemberId,
            it.CodeDigest,
            it.Until.ToUnixTimeMilliseconds(),
            (it.Cap ?? Redeem.PointsMax).Value
        );

    public SpendCode ToSpendCode() =>
        new(MemberId, Code, DateTimeOffset.FromUnixTimeMilliseconds(Until), new Points(Cap));

    /// <summary>What must be so for a use to succeed. The digest is base64url, which is safe to quote.</summary>
    public static string UsableCondition(SpendCodeUse use) =>
        FormattableString.Invariant(
            $"c.code = \"{use.CodeDigest}\" AND c.until > {use.At.ToUnixTimeMilliseconds()} AND c.cap >= {use.Points.Value}"
        );
}
