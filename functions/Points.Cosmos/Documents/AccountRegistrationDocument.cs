using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>Lists an account of a period.</summary>
/// <param name="Stage">The stage with which the account is created.</param>
internal sealed record AccountRegistrationDocument(string Id, string Type, string Account, string SortKey, int Stage)
{
    public const string TypeName = "registered";

    public static AccountRegistrationDocument From(SettlementAccountKey account, int stage) =>
        new(account.ToString(), TypeName, PeriodDocument.PartitionOf(account.Period), account.ToString(), stage);
}
