using System.Text.Json;
using Points.Domain.Settling;
using Points.Functions.OpenApi;

namespace Points.Functions.Settling;

/// <summary>
/// A merchant's statement. Amounts are rounded to whole fen; the merchant receives positive ones and owes negative
/// ones.
/// </summary>
/// <param name="Status"><c>open</c> with the lines so far, <c>closing</c>, or <c>closed</c>, which is final.</param>
/// <param name="Sha256">The SHA-256 of the file with the lines, in hexadecimal, once the month is closed.</param>
/// <param name="Disputes">The disputes of its lines, and the open disputes of earlier months.</param>
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

/// <param name="Points">The points by kind; a kind without points is left out.</param>
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

    private static Dictionary<string, long> PointsOf(SettlementAccountTotals totals) =>
        Enum.GetValues<PointsColumn>()
            .Where(column => totals[column].Value != 0)
            .ToDictionary(
                column => JsonNamingPolicy.CamelCase.ConvertName(column.ToString()),
                column => totals[column].Value,
                StringComparer.Ordinal
            );
}
