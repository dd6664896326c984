using Points.Domain.Ledger;

namespace Points.Functions.Redeeming;

/// <summary>The fields that cancellations and reversals share: who is at fault, and why.</summary>
internal static class ReversalFields
{
    public const int ReasonLengthMax = 200;

    public static readonly Dictionary<string, FaultParty> FaultParties = new(StringComparer.Ordinal)
    {
        ["member"] = FaultParty.Member,
        ["merchant"] = FaultParty.Merchant,
    };
}
