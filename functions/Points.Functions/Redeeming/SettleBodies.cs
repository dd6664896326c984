using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Functions.OpenApi;

namespace Points.Functions.Redeeming;

/// <summary>A confirmation says no more than its path does.</summary>
internal static class ConfirmBody
{
    public static ConfirmHold Read(Fields _, string redemptionId, Actor by) => new(redemptionId, by);
}

/// <summary>Who cancels is at fault where nothing else is said: a merchant that cannot give what it held, or a member who does not want it.</summary>
[Field(
    "by",
    "Whose doing it is; without it the merchant's where that cancels, else the member's. Members do not send it."
)]
internal static class CancelBody
{
    public static CancelHold Read(Fields fields, string redemptionId, Actor by) =>
        new(
            redemptionId,
            by,
            by is Actor.Member
                ? AtFault.Member
                : fields.Choice("by", Faults.Words, absent: by is Actor.Merchant ? "merchant" : "member"),
            fields.OptionalText("reason", Faults.ReasonLengthMax)
        );
}

[Field("by", "Whose doing it is.")]
[Field("quantity", "How many pieces; all that are left where none is given.")]
internal static class ReverseBody
{
    public static Reverse Read(Fields fields, string redemptionId, Actor by) =>
        new(
            redemptionId,
            by,
            (int?)fields.OptionalWhole("quantity", 1, Redeem.QuantityMax),
            fields.Choice("by", Faults.Words),
            fields.Text("reason", Faults.ReasonLengthMax)
        );
}

/// <summary>Whose doing it is that something is undone, and why.</summary>
file static class Faults
{
    public const int ReasonLengthMax = 200;

    public static readonly Dictionary<string, AtFault> Words = new(StringComparer.Ordinal)
    {
        ["member"] = AtFault.Member,
        ["merchant"] = AtFault.Merchant,
    };
}
