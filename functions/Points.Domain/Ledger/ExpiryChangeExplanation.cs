using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Ledger;

/// <summary>Explains an expiry change in the ledger: how many points expire on which new day.</summary>
internal static class ExpiryChangeExplanation
{
    /// <summary>
    /// Keeps the entry small: with validity counted in days, every day of earning gives a lot of its own.
    /// </summary>
    private const int DaysListedMax = 50;

    public static ImmutableArray<Explanation> Explain(int revision, IReadOnlyCollection<(Lot Lot, DateOnly? On)> lots)
    {
        var days = lots.GroupBy(it => (Old: it.Lot.ExpiresOn, New: it.On)).ToArray();
        var listed = days.Take(DaysListedMax)
            .Select(day => Line($"{Sum(day)} points last until {Format(day.Key.New)}, not {Format(day.Key.Old)}"));
        if (days.Length <= DaysListedMax)
            return [.. listed];
        var others = days[DaysListedMax..];
        var pointsOfOthers = Sum(others.SelectMany(day => day));
        return [.. listed, Line($"{pointsOfOthers} points with {others.Length} other last days also change")];

        Explanation Line(string because) => new($"revision-{revision}", Points.Zero, because);
    }

    private static Points Sum(IEnumerable<(Lot Lot, DateOnly? On)> lots) => Lots.Sum([.. lots.Select(it => it.Lot)]);

    private static string Format(DateOnly? day) => day is { } it ? $"{it:yyyy-MM-dd}" : "for ever";
}
