using Points.Domain.Settling;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>A merchant's statement. Money is rounded to the fen; positive is received, negative is owed.</summary>
/// <param name="Status"><c>open</c> with what there is so far, <c>closing</c>, or <c>closed</c> for good.</param>
/// <param name="Sha256">Of the file with the lines, in hexadecimal; only of a period that is closed.</param>
/// <param name="Disputes">Of its lines; and those of earlier periods that are still open.</param>
internal sealed record StatementView(
    string Period,
    string MerchantId,
    [OneOf(typeof(PeriodStatus))] string Status,
    long IssuedFen,
    long HonouredFen,
    long ReversedFen,
    long CompensationFen,
    long FeesFen,
    long NetFen,
    long LineCount,
    string? Sha256,
    IReadOnlyList<ProgrammeStatementView> Programmes,
    IReadOnlyList<DisputeView>? Disputes
)
{
    public static StatementView From(Statement it, PeriodStatus status, IEnumerable<Dispute>? disputes) =>
        new(
            it.Period.ToString(),
            it.Holder.ToString(),
            PeriodView.NameOf(status),
            it[MoneyColumn.Issued].Value,
            it[MoneyColumn.Honoured].Value,
            it[MoneyColumn.Reversed].Value,
            it[MoneyColumn.Compensation].Value,
            it[MoneyColumn.Fees].Value,
            it.Net.Value,
            it.LineCount,
            it.Sha256,
            [.. it.Programmes.Select(ProgrammeStatementView.From)],
            disputes is null ? null : [.. disputes.Select(DisputeView.From)]
        );
}

/// <param name="Points">What became of points, by kind; the kinds that did not occur are left out.</param>
internal sealed record ProgrammeStatementView(
    string ProgrammeId,
    long IssuedFen,
    long HonouredFen,
    long ReversedFen,
    long CompensationFen,
    long FeesFen,
    long NetFen,
    long LineCount,
    IReadOnlyDictionary<string, long> Points
)
{
    public static ProgrammeStatementView From(ProgrammeStatement it) =>
        new(
            it.ProgrammeId,
            it[MoneyColumn.Issued].Value,
            it[MoneyColumn.Honoured].Value,
            it[MoneyColumn.Reversed].Value,
            it[MoneyColumn.Compensation].Value,
            it[MoneyColumn.Fees].Value,
            it.Net.Value,
            it.Totals.LineCount,
            PointsOf(it.Totals)
        );

    private static Dictionary<string, long> PointsOf(AccountTotals totals) =>
        Enum.GetValues<PointsColumn>()
            .Where(column => totals[column].Value != 0)
            .ToDictionary(
                column => System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(column.ToString()),
                column => totals[column].Value,
                StringComparer.Ordinal
            );
}
