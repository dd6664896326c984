using Points.Domain.Adjusting;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.Earning;
using Points.Functions.OpenApi;

namespace Points.Functions.Adjusting;

/// <summary>Reads a balance that a member has in another system.</summary>
[FieldDescription("reference", "The operator's own reference. It counts once for a member and programme.")]
[FieldDescription("lots", "The points, with the last day of each part.")]
[FieldDescription("lots.expiresOn", "The last day on which the points can be used; missing if they never expire.")]
[FieldDescription("lots.issuedBy", "The merchant that issued the points, and pays for them at settlement.")]
internal static class OpenBalanceBody
{
    private const long PointsMax = 1_000_000_000;

    public static OpenBalance Read(FieldReader reader, string memberId)
    {
        reader.RequireId(memberId);
        return new(
            new WalletId(memberId, reader.Id("programmeId")),
            reader.Text("reference", AccrueBody.ReferenceLengthMax),
            reader.List("lots", 1, OpenBalance.LotsMax, ReadLot)
        );
    }

    private static Lot ReadLot(FieldReader reader) =>
        new(new(reader.WholeNumber("points", 1, PointsMax)), reader.OptionalDate("expiresOn"), reader.Id("issuedBy"));
}
