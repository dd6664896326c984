using Points.Domain.Settling;

namespace Points.Cosmos.Documents;

/// <summary>A statement. It is stored twice: with its holder's statements and with its period.</summary>
internal sealed record StatementDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string Holder,
    string Period,
    IReadOnlyList<ProgrammeTotalsDocument> Programmes,
    string? Sha256
)
{
    public const string TypeName = "statement";

    public static string PartitionOf(AccountHolder holder) => $"{holder}~statements";

    public static StatementDocument ForHolder(Statement it) =>
        From(it, it.Period.ToString(), PartitionOf(it.Holder), it.Period.ToString());

    public static StatementDocument ForPeriod(Statement it) =>
        From(it, $"{TypeName}:{it.Holder}", PeriodDocument.PartitionOf(it.Period), it.Holder.ToString());

    public Statement ToStatement() =>
        new(
            SettlementPeriod.Parse(Period),
            AccountHolder.Parse(Holder),
            [.. Programmes.Select(it => new ProgrammeStatement(it.ProgrammeId, it.Totals.ToTotals()))],
            Sha256
        );

    private static StatementDocument From(Statement it, string id, string account, string sortKey) =>
        new(
            id,
            TypeName,
            account,
            sortKey,
            it.Holder.ToString(),
            it.Period.ToString(),
            [
                .. it.Programmes.Select(programme => new ProgrammeTotalsDocument(
                    programme.ProgrammeId,
                    TotalsDocument.From(programme.Totals)
                )),
            ],
            it.Sha256
        );
}

internal sealed record ProgrammeTotalsDocument(string ProgrammeId, TotalsDocument Totals);
