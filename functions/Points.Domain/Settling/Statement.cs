using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>
/// What a holder receives and owes for a period, by programme. Its amounts are rounded to whole fen; accounts are
/// exact.
/// </summary>
/// <param name="Sha256">The SHA-256 of the file with the statement's lines; null while the period is open.</param>
public sealed record Statement(
    SettlementPeriod Period,
    AccountHolder Holder,
    ImmutableArray<ProgrammeStatement> Programmes,
    string? Sha256
)
{
    public long LineCount => Programmes.Sum(programme => programme.Totals.LineCount);

    public Fen Net => Programmes.Aggregate(Fen.Zero, (sum, programme) => sum + programme.Net);

    public Fen this[MoneyColumn column] => Programmes.Aggregate(Fen.Zero, (sum, programme) => sum + programme[column]);
}

/// <param name="Totals">The exact totals.</param>
public sealed record ProgrammeStatement(string ProgrammeId, SettlementAccountTotals Totals)
{
    public Fen this[MoneyColumn column] => Totals[column].Round();

    /// <summary>The sum of the rounded columns, so that the columns shown add up to it.</summary>
    public Fen Net => Enum.GetValues<MoneyColumn>().Aggregate(Fen.Zero, (sum, column) => sum + this[column]);
}
