using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>
/// The balance of a programme in a period, over all accounts and the platform's: they add up to zero.
/// </summary>
/// <param name="MerchantsNet">The sum of all merchants' nets, as their statements show them, in fen.</param>
/// <param name="Fees">The platform's fees.</param>
/// <param name="Held">What was paid in for issued points, less what was paid out for them.</param>
/// <param name="Breakage">What was held for points that have expired.</param>
public sealed record PeriodBalance(string ProgrammeId, Fen MerchantsNet, Fen Fees, Fen Held, Fen Breakage)
{
    /// <summary>What rounding the statements gained (positive) or cost (negative) the platform.</summary>
    public Fen Rounding => Fen.Zero - MerchantsNet - Fees - Held - Breakage;

    public Fen PlatformNet => Fees + Held + Breakage + Rounding;

    public Fen Sum => MerchantsNet + PlatformNet;

    /// <exception cref="InvalidDataException">
    /// The accounts of a programme, exact and before rounding, do not add up to zero.
    /// </exception>
    public static ImmutableArray<PeriodBalance> Calculate(IEnumerable<Statement> statements)
    {
        var programmes = new SortedDictionary<string, (Fen Merchants, ProgrammeStatement? Platform, ExactFen Exact)>(
            StringComparer.Ordinal
        );
        foreach (var statement in statements)
        foreach (var programme in statement.Programmes)
        {
            var (merchants, platform, exact) = programmes.GetValueOrDefault(programme.ProgrammeId);
            programmes[programme.ProgrammeId] =
                statement.Holder == AccountHolder.Platform
                    ? (merchants, programme, exact + programme.Totals.Net)
                    : (merchants + programme.Net, platform, exact + programme.Totals.Net);
        }
        return [.. programmes.Select(it => Calculate(it.Key, it.Value.Merchants, it.Value.Platform, it.Value.Exact))];
    }

    private static PeriodBalance Calculate(
        string programmeId,
        Fen merchants,
        ProgrammeStatement? platform,
        ExactFen exact
    ) =>
        exact != ExactFen.Zero
            ? throw new InvalidDataException($"the accounts of {programmeId} add up to {exact} fen, not to zero")
            : new(
                programmeId,
                merchants,
                AmountOf(platform, MoneyColumn.Fees),
                AmountOf(platform, MoneyColumn.Held),
                AmountOf(platform, MoneyColumn.Breakage)
            );

    private static Fen AmountOf(ProgrammeStatement? platform, MoneyColumn column) => platform?[column] ?? Fen.Zero;
}
