using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Reporting;

namespace Points.Cosmos.Documents;

/// <summary>
/// What the entries of a range of wallets add up to: on one day, or up to the end of a month as a balance.
/// </summary>
/// <param name="Part">The partition.</param>
/// <param name="SortKey">The day or month.</param>
/// <param name="Moved">Points by movement; a missing one is 0.</param>
/// <param name="Closed">
/// True for a day whose month may have a balance: a change of such a day must change the head, too.
/// </param>
internal sealed record ReportSumsDocument(
    string Id,
    string Type,
    string Part,
    string SortKey,
    long Entries,
    Dictionary<string, long> Moved,
    IReadOnlyList<ReportPartDocument> Parts,
    bool? Closed
)
{
    public const string DayType = "day",
        BalanceType = "balance";

    public static ReportSumsDocument OfDay(string part, DateOnly day, LedgerSums sums, bool? closed) =>
        From(part, DayType, DayKey(day), sums, closed);

    /// <param name="month">The first day of the month.</param>
    public static ReportSumsDocument OfBalance(string part, DateOnly month, LedgerSums sums) =>
        From(part, BalanceType, MonthKey(month), sums, closed: null);

    public static string DayKey(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string MonthKey(DateOnly month) => month.ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public static DateOnly ParseMonth(string key) => DateOnly.ParseExact(key, "yyyy-MM", CultureInfo.InvariantCulture);

    public static string DayId(DateOnly day) => $"{DayType}-{DayKey(day)}";

    public DateOnly ToDay() => DateOnly.ParseExact(SortKey, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public LedgerSums ToSums() =>
        new(
            Entries,
            Enum.GetValues<Movement>()
                .Where(movement => Moved.ContainsKey(DocumentJson.NameOf(movement)))
                .ToImmutableSortedDictionary(
                    movement => movement,
                    movement => new Points(Moved[DocumentJson.NameOf(movement)])
                ),
            Parts.ToImmutableSortedDictionary(it => it.ToKey(), it => it.ToPart(), PartKey.Order)
        );

    private static ReportSumsDocument From(string part, string type, string key, LedgerSums sums, bool? closed) =>
        new(
            $"{type}-{key}",
            type,
            part,
            key,
            sums.Entries,
            sums.Moved.ToDictionary(it => DocumentJson.NameOf(it.Key), it => it.Value.Value, StringComparer.Ordinal),
            [.. sums.Parts.Select(it => ReportPartDocument.From(it.Key, it.Value))],
            closed
        );
}

/// <summary>Points of one issuer that expire in one month. A missing number is 0.</summary>
/// <param name="By">The issuer.</param>
/// <param name="Ends">The month; null if they do not expire.</param>
internal sealed record ReportPartDocument(
    string By,
    string? Ends,
    long? Usable,
    long? Pending,
    long? Held,
    long? Used,
    long? Lapsed
)
{
    public static ReportPartDocument From(PartKey key, OutstandingPart part) =>
        new(
            key.IssuedBy,
            key.EndsIn is { } month ? ReportSumsDocument.MonthKey(month) : null,
            NullIfZero(part.Usable),
            NullIfZero(part.Pending),
            NullIfZero(part.Held),
            NullIfZero(part.Used),
            NullIfZero(part.Lapsed)
        );

    public PartKey ToKey() => new(By, Ends is null ? null : ReportSumsDocument.ParseMonth(Ends));

    public OutstandingPart ToPart() =>
        new(new(Usable ?? 0), new(Pending ?? 0), new(Held ?? 0), new(Used ?? 0), new(Lapsed ?? 0));

    private static long? NullIfZero(Points points) => points.Value == 0 ? null : points.Value;
}
