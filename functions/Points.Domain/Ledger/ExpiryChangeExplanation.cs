using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>Which days became which, for the ledger to say.</summary>
internal static class ExpiryChangeExplanation
{
    /// <summary>So that an entry stays small: validity by the day gives a lot a day.</summary>
    private const int DaysListedMax = 50;

    public static ImmutableArray<Explanation> Explain(int revision, IReadOnlyCollection<(Lot Lot, DateOnly? On)> lots)
    {
        var days = lots.GroupBy(it => (Was: it.Lot.ExpiresOn, it.On)).ToArray();
        var told = days.Take(DaysListedMax)
            .Select(day => Line($"{Sum(day)} points last until {Format(day.Key.On)}, not {Format(day.Key.Was)}"));
        return days.Length <= DaysListedMax
            ? [.. told]
            :
            [
                .. told,
                Line(
                    $"and of {days.Length - DaysListedMax} more days, {Sum(days[DaysListedMax..].SelectMany(day => day))} points"
                ),
            ];

        Explanation Line(string because) => new($"revision-{revision}", Points.Zero, because);
    }

    private static Points Sum(IEnumerable<(Lot Lot, DateOnly? On)> lots) => Lots.Sum([.. lots.Select(it => it.Lot)]);

    private static string Format(DateOnly? day) => day is { } it ? $"{it:yyyy-MM-dd}" : "for ever";
}
