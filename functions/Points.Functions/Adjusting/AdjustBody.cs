using Points.Domain.Adjusting;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Adjusting;

/// <summary>Reads an adjustment of a member's points.</summary>
[FieldDescription("points", "Not 0. Negative to take points.")]
[FieldDescription("kind", "Goodwill is given, never taken. Points are goodwill if given, and a correction if taken.")]
[FieldDescription("reason", "The member reads it in the ledger, and it stays there: no personal data.")]
[FieldDescription("reference", "The operator's own reference. It counts once for a member and programme.")]
internal static class AdjustBody
{
    public const int ReasonLengthMax = 500;
    private const long PointsMax = 1_000_000_000;

    private static readonly Dictionary<string, AdjustmentKind?> Kinds = new(StringComparer.Ordinal)
    {
        ["goodwill"] = AdjustmentKind.Goodwill,
        ["correction"] = AdjustmentKind.Correction,
    };

    public static Adjust Read(FieldReader reader, string memberId)
    {
        reader.RequireId(memberId);
        var wallet = new WalletId(memberId, reader.Id("programmeId"));
        var points = reader.WholeNumber("points", -PointsMax, PointsMax);
        var kind = reader.OptionalChoice("kind", Kinds);
        if (points == 0)
            reader.AddError("points", "must not be 0");
        if (points < 0 && kind == AdjustmentKind.Goodwill)
            reader.AddError("points", "must be more than 0 for goodwill");
        return new(
            wallet,
            kind ?? (points > 0 ? AdjustmentKind.Goodwill : AdjustmentKind.Correction),
            new(points),
            reader.Text("reason", ReasonLengthMax),
            reader.Text("reference", AccrueBody.ReferenceLengthMax)
        );
    }
}
