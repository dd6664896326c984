using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;

namespace Points.Functions.Redeeming;

/// <summary>Reads a confirmation. It has no fields: the path names the hold.</summary>
internal static class ConfirmBody
{
    public static ConfirmHold Read(FieldReader _, string redemptionId, Actor by) => new(redemptionId, by);
}
