using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Expiring;

/// <summary>Which days became which, for the ledger to say.</summary>
internal static class RedatingWords
{
    /// <summary>So that an entry stays small: validity by the day gives a lot a day.</summary>
    private const int DaysTold = 50;

    public static ImmutableArray<Explanation> Of(int revision, IReadOnlyCollection<(Lot Lot, DateOnly? On)> lots)
    {
        var days = lots.GroupBy(it => (Was: it.Lot.ExpiresOn, it.On)).ToArray();
        var told = days.Take(DaysTold)
            .Select(day => Line($"{Sum(day)} points last until {Name(day.Key.On)}, not {Name(day.Key.Was)}"));
        return days.Length <= DaysTold
            ? [.. told]
            :
            [
                .. told,
                Line(
                    $"and of {days.Length - DaysTold} more days, {Sum(days[DaysTold..].SelectMany(day => day))} points"
                ),
            ];

        Explanation Line(string because) => new($"revision-{revision}", Points.Zero, because);
    }

    private static Points Sum(IEnumerable<(Lot Lot, DateOnly? On)> lots) => Lots.Sum([.. lots.Select(it => it.Lot)]);

    private static string Name(DateOnly? day) => day is { } it ? $"{it:yyyy-MM-dd}" : "for ever";
}
