using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>What a holder receives and owes for a period, by programme; rounded to the fen, which the accounts are not.</summary>
/// <param name="Sha256">Of the file with the statement's lines; null while the period is open.</param>
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

/// <param name="Totals">Exact.</param>
public sealed record ProgrammeStatement(string ProgrammeId, AccountTotals Totals)
{
    public Fen this[MoneyColumn column] => Totals[column].Round();

    /// <summary>The sum of the columns as they are shown: whoever adds them up finds it right.</summary>
    public Fen Net => Enum.GetValues<MoneyColumn>().Aggregate(Fen.Zero, (sum, column) => sum + this[column]);
}
