using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>A confirmation says no more than its path does.</summary>
internal static class ConfirmBody
{
    public static ConfirmHold Read(FieldReader _, string redemptionId, Actor by) => new(redemptionId, by);
}

/// <summary>Who cancels is at fault where nothing else is said: a merchant that cannot give what it held, or a member who does not want it.</summary>
[FieldDescription(
    "by",
    "Whose doing it is; without it the merchant's where that cancels, else the member's. Members do not send it."
)]
internal static class CancelBody
{
    public static CancelHold Read(FieldReader reader, string redemptionId, Actor by) =>
        new(
            redemptionId,
            by,
            by is Actor.Member
                ? FaultParty.Member
                : reader.Choice(
                    "by",
                    ReversalFields.FaultParties,
                    defaultValue: by is Actor.Merchant ? "merchant" : "member"
                ),
            reader.OptionalText("reason", ReversalFields.ReasonLengthMax)
        );
}

[FieldDescription("by", "Whose doing it is.")]
[FieldDescription("quantity", "How many pieces; all that are left where none is given.")]
internal static class ReverseBody
{
    public static Reverse Read(FieldReader reader, string redemptionId, Actor by) =>
        new(
            redemptionId,
            by,
            (int?)reader.OptionalWholeNumber("quantity", 1, Redeem.QuantityMax),
            reader.Choice("by", ReversalFields.FaultParties),
            reader.Text("reason", ReversalFields.ReasonLengthMax)
        );
}

/// <summary>Whose doing it is that something is undone, and why.</summary>
file static class ReversalFields
{
    public const int ReasonLengthMax = 200;

    public static readonly Dictionary<string, FaultParty> FaultParties = new(StringComparer.Ordinal)
    {
        ["member"] = FaultParty.Member,
        ["merchant"] = FaultParty.Merchant,
    };
}
