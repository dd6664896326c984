using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>
/// A period's status, in one partition with the list of its accounts, so that no account is opened in a closed period.
/// </summary>
/// <param name="Stage">Its <see cref="PeriodStatus"/> as a number, for comparisons in conditions.</param>
/// <param name="Accounts">The number of registered accounts.</param>
internal sealed record PeriodDocument(
    string Id,
    string Type,
    string Account,
    int Stage,
    long Accounts,
    IReadOnlyList<BalanceDocument>? Balances
)
{
    public const string TypeName = "period",
        SingletonId = TypeName;

    public static string PartitionOf(SettlementPeriod period) => $"~{period}";

    public static SettlementPeriod PeriodOf(string partition) => SettlementPeriod.Parse(partition[1..]);

    public static PeriodDocument New(SettlementPeriod period, PeriodStatus status) =>
        new(SingletonId, TypeName, PartitionOf(period), (int)status, 0, null);

    public PeriodState ToState() => new((PeriodStatus)Stage, [.. (Balances ?? []).Select(it => it.ToBalance())]);
}

internal sealed record BalanceDocument(
    string ProgrammeId,
    long MerchantsFen,
    long FeesFen,
    long HeldFen,
    long BreakageFen
)
{
    public static BalanceDocument From(PeriodBalance it) =>
        new(it.ProgrammeId, it.MerchantsNet.Value, it.Fees.Value, it.Held.Value, it.Breakage.Value);

    public PeriodBalance ToBalance() =>
        new(ProgrammeId, new(MerchantsFen), new(FeesFen), new(HeldFen), new(BreakageFen));
}
