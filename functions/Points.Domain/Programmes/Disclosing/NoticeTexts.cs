using System.Collections.Immutable;
using System.Globalization;
using static Points.Domain.Programmes.Disclosing.NoticeTemplates;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>What notices say: the templates, filled from the terms and from what happened. Nothing in them tells who is told.</summary>
public static class NoticeTexts
{
    /// <summary>A message has to be read to its end; the terms page has the rest.</summary>
    public const int ChangesShownMax = 12;

    /// <summary>Of points that expire: every lot, and how long it can still be used (law L3).</summary>
    public static (BilingualName Title, BilingualName Text) Reminder(
        ProgrammeTerms terms,
        ImmutableArray<(Points Points, DateOnly ExpiresOn)> lots,
        DateOnly today
    )
    {
        var sum = lots.Aggregate(Points.Zero, (all, lot) => all + lot.Points);
        var items = lots.Select(lot =>
            Fill(
                "reminder.item",
                ("points", PointsText(lot.Points)),
                ("expiresOn", DisclosureFormat.FormatDay(lot.ExpiresOn)),
                ("left", DaysLeftText(today, lot.ExpiresOn))
            )
        );
        return (
            Fill("reminder.title", ProgrammePlaceholder(terms), ("points", PointsText(sum))),
            Fill("reminder.text", ProgrammePlaceholder(terms), ("items", JoinLines(items)))
        );
    }

    /// <summary>Of a revision that hurts, before it counts (law L2).</summary>
    /// <param name="changes">Sentences of the terms that go and that come; null for none.</param>
    /// <param name="appliesToEarned">Whether it touches points that members already have; null where how long they last does not change.</param>
    public static (BilingualName Title, BilingualName Text) Change(
        ProgrammeTerms terms,
        int revision,
        DateOnly effectiveOn,
        ImmutableArray<(BilingualName? Before, BilingualName? After)> changes,
        bool? appliesToEarned
    )
    {
        var items = changes.Take(ChangesShownMax).Select(ChangeText);
        if (changes.Length > ChangesShownMax)
            items = items.Append(Fill("change.more", ("count", NumberText(changes.Length - ChangesShownMax))));
        return (
            Fill("change.title", ProgrammePlaceholder(terms), ("effectiveOn", DisclosureFormat.FormatDay(effectiveOn))),
            Fill(
                "change.text",
                ProgrammePlaceholder(terms),
                ("effectiveOn", DisclosureFormat.FormatDay(effectiveOn)),
                (
                    "earned",
                    appliesToEarned is { } applies
                        ? Fill(applies ? "change.appliesToEarned" : "change.keepsEarned")
                        : new BilingualName("", "")
                ),
                ("items", JoinLines(items)),
                TermsPlaceholder(terms, revision)
            )
        );
    }

    /// <summary>A change that was announced comes later.</summary>
    public static (BilingualName Title, BilingualName Text) Postponed(
        ProgrammeTerms terms,
        int revision,
        DateOnly from,
        DateOnly to
    ) =>
        (
            Fill("postponed.title", ProgrammePlaceholder(terms), ("to", DisclosureFormat.FormatDay(to))),
            Fill(
                "postponed.text",
                ProgrammePlaceholder(terms),
                ("from", DisclosureFormat.FormatDay(from)),
                ("to", DisclosureFormat.FormatDay(to)),
                TermsPlaceholder(terms, revision)
            )
        );

    /// <summary>A change that was announced does not come.</summary>
    public static (BilingualName Title, BilingualName Text) Withdrawn(ProgrammeTerms terms, int revision) =>
        (
            Fill("withdrawn.title", ProgrammePlaceholder(terms)),
            Fill("withdrawn.text", ProgrammePlaceholder(terms), ("revision", NumberText(revision)))
        );

    public static (BilingualName Title, BilingualName Text) TierReview(
        ProgrammeTerms terms,
        BilingualName fromTier,
        BilingualName toTier,
        DateOnly on
    ) =>
        (
            Fill("tierReview.title", ProgrammePlaceholder(terms), ("toTier", toTier)),
            Fill(
                "tierReview.text",
                ProgrammePlaceholder(terms),
                ("fromTier", fromTier),
                ("toTier", toTier),
                ("on", DisclosureFormat.FormatDay(on))
            )
        );

    /// <summary>A greeting on a day of the member's own.</summary>
    /// <param name="points">That come with it; none is a greeting only.</param>
    public static (BilingualName Title, BilingualName Text) Gift(
        ProgrammeTerms terms,
        BilingualName action,
        Points points
    ) =>
        (
            Fill("gift.title", ProgrammePlaceholder(terms), ("action", action)),
            points > Points.Zero
                ? Fill("gift.text", ProgrammePlaceholder(terms), ("action", action), ("points", PointsText(points)))
                : Fill("gift.greeting", ProgrammePlaceholder(terms), ("action", action))
        );

    private static BilingualName DaysLeftText(DateOnly today, DateOnly lastDay) =>
        (lastDay.DayNumber - today.DayNumber) switch
        {
            <= 0 => Fill("reminder.lastDay"),
            1 => Fill("reminder.dayLeft"),
            var days => Fill("reminder.daysLeft", ("days", NumberText(days))),
        };

    private static BilingualName ChangeText((BilingualName? Before, BilingualName? After) change) =>
        change switch
        {
            ({ } before, { } after) => Fill("change.changed", ("before", before), ("after", after)),
            ({ } before, null) => Fill("change.gone", ("before", before)),
            (null, { } after) => Fill("change.new", ("after", after)),
            _ => throw new ArgumentException("a change with neither side is none", nameof(change)),
        };

    private static (string Place, BilingualName Value) ProgrammePlaceholder(ProgrammeTerms terms) =>
        ("programme", terms.Name);

    private static (string Place, BilingualName Value) TermsPlaceholder(ProgrammeTerms terms, int revision) =>
        (
            "terms",
            Fill(
                "change.terms",
                ("programmeId", new(terms.ProgrammeId, terms.ProgrammeId)),
                ("revision", NumberText(revision))
            )
        );

    private static BilingualName PointsText(Points points) =>
        new(DisclosureFormat.FormatPoints(points), DisclosureFormat.FormatPoints(points));

    private static BilingualName NumberText(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new(text, text);
    }

    private static BilingualName JoinLines(IEnumerable<BilingualName> items)
    {
        var all = items.ToImmutableArray();
        return new(string.Join('\n', all.Select(item => item.Zh)), string.Join('\n', all.Select(item => item.En)));
    }
}
