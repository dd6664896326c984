using System.Collections.Immutable;

namespace Points.Domain.Settling;

/// <summary>All accounts of a programme in a period, the platform's own included: together they are nothing.</summary>
/// <param name="MerchantsNet">The nets of all merchants, as their statements say.</param>
/// <param name="Fees">The platform's.</param>
/// <param name="Held">Paid in for points that were issued, less what was paid out for them.</param>
/// <param name="Breakage">Held for points that have expired since.</param>
public sealed record PeriodBalance(string ProgrammeId, Fen MerchantsNet, Fen Fees, Fen Held, Fen Breakage)
{
    /// <summary>What rounding the statements gained (positive) or cost (negative) the platform.</summary>
    public Fen Rounding => Fen.Zero - MerchantsNet - Fees - Held - Breakage;

    public Fen PlatformNet => Fees + Held + Breakage + Rounding;

    public Fen Sum => MerchantsNet + PlatformNet;

    /// <exception cref="InvalidDataException">The exact accounts of a programme, before any rounding, do not add up to nothing.</exception>
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
            ? throw new InvalidDataException($"the accounts of {programmeId} add up to {exact} fen instead of nothing")
            : new(
                programmeId,
                merchants,
                Calculate(platform, MoneyColumn.Fees),
                Calculate(platform, MoneyColumn.Held),
                Calculate(platform, MoneyColumn.Breakage)
            );

    private static Fen Calculate(ProgrammeStatement? platform, MoneyColumn column) => platform?[column] ?? Fen.Zero;
}
