using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using static Points.Domain.Notifying.NoticeTemplates;

namespace Points.Domain.Notifying;

/// <summary>What notices say: the templates, filled from the terms and from what happened. Nothing in them tells who is told.</summary>
public static class NoticeTexts
{
    /// <summary>A message has to be read to its end; the terms page has the rest.</summary>
    public const int ChangesToldMax = 12;

    /// <summary>Of points that expire: every lot, and how long it can still be used (law L3).</summary>
    public static (BilingualName Title, BilingualName Text) Reminder(
        ProgrammeRevision terms,
        ImmutableArray<(Points Points, DateOnly ExpiresOn)> lots,
        DateOnly today
    )
    {
        var sum = lots.Aggregate(Points.Zero, (all, lot) => all + lot.Points);
        var items = lots.Select(lot =>
            Write(
                "reminder.item",
                ("points", Of(lot.Points)),
                ("expiresOn", Words.Of(lot.ExpiresOn)),
                ("left", Left(today, lot.ExpiresOn))
            )
        );
        return (
            Write("reminder.title", Programme(terms), ("points", Of(sum))),
            Write("reminder.text", Programme(terms), ("items", Lines(items)))
        );
    }

    /// <summary>Of a revision that hurts, before it counts (law L2).</summary>
    /// <param name="changes">Sentences of the terms that go and that come; null for none.</param>
    /// <param name="appliesToEarned">Whether it touches points that members already have; null where how long they last does not change.</param>
    public static (BilingualName Title, BilingualName Text) Change(
        ProgrammeRevision terms,
        int revision,
        DateOnly effectiveOn,
        ImmutableArray<(BilingualName? Before, BilingualName? After)> changes,
        bool? appliesToEarned
    )
    {
        var items = changes.Take(ChangesToldMax).Select(Told);
        if (changes.Length > ChangesToldMax)
            items = items.Append(Write("change.more", ("count", Same(changes.Length - ChangesToldMax))));
        return (
            Write("change.title", Programme(terms), ("effectiveOn", Words.Of(effectiveOn))),
            Write(
                "change.text",
                Programme(terms),
                ("effectiveOn", Words.Of(effectiveOn)),
                (
                    "earned",
                    appliesToEarned is { } applies
                        ? Write(applies ? "change.appliesToEarned" : "change.keepsEarned")
                        : new BilingualName("", "")
                ),
                ("items", Lines(items)),
                TermsOf(terms, revision)
            )
        );
    }

    /// <summary>A change that was announced comes later.</summary>
    public static (BilingualName Title, BilingualName Text) Postponed(
        ProgrammeRevision terms,
        int revision,
        DateOnly from,
        DateOnly to
    ) =>
        (
            Write("postponed.title", Programme(terms), ("to", Words.Of(to))),
            Write(
                "postponed.text",
                Programme(terms),
                ("from", Words.Of(from)),
                ("to", Words.Of(to)),
                TermsOf(terms, revision)
            )
        );

    /// <summary>A change that was announced does not come.</summary>
    public static (BilingualName Title, BilingualName Text) Withdrawn(ProgrammeRevision terms, int revision) =>
        (
            Write("withdrawn.title", Programme(terms)),
            Write("withdrawn.text", Programme(terms), ("revision", Same(revision)))
        );

    public static (BilingualName Title, BilingualName Text) TierReview(
        ProgrammeRevision terms,
        BilingualName fromTier,
        BilingualName toTier,
        DateOnly on
    ) =>
        (
            Write("tierReview.title", Programme(terms), ("toTier", toTier)),
            Write("tierReview.text", Programme(terms), ("fromTier", fromTier), ("toTier", toTier), ("on", Words.Of(on)))
        );

    /// <summary>A greeting on a day of the member's own.</summary>
    /// <param name="points">That come with it; none is a greeting only.</param>
    public static (BilingualName Title, BilingualName Text) Gift(
        ProgrammeRevision terms,
        BilingualName action,
        Points points
    ) =>
        (
            Write("gift.title", Programme(terms), ("action", action)),
            points > Points.Zero
                ? Write("gift.text", Programme(terms), ("action", action), ("points", Of(points)))
                : Write("gift.greeting", Programme(terms), ("action", action))
        );

    private static BilingualName Left(DateOnly today, DateOnly lastDay) =>
        (lastDay.DayNumber - today.DayNumber) switch
        {
            <= 0 => Write("reminder.lastDay"),
            1 => Write("reminder.dayLeft"),
            var days => Write("reminder.daysLeft", ("days", Same(days))),
        };

    private static BilingualName Told((BilingualName? Before, BilingualName? After) change) =>
        change switch
        {
            ({ } before, { } after) => Write("change.changed", ("before", before), ("after", after)),
            ({ } before, null) => Write("change.gone", ("before", before)),
            (null, { } after) => Write("change.new", ("after", after)),
            _ => throw new ArgumentException("a change with neither side is none", nameof(change)),
        };

    private static (string Place, BilingualName Value) Programme(ProgrammeRevision terms) => ("programme", terms.Name);

    private static (string Place, BilingualName Value) TermsOf(ProgrammeRevision terms, int revision) =>
        (
            "terms",
            Write(
                "change.terms",
                ("programmeId", new(terms.ProgrammeId, terms.ProgrammeId)),
                ("revision", Same(revision))
            )
        );

    private static BilingualName Of(Points points) => new(Words.Count(points), Words.Count(points));

    private static BilingualName Same(int number)
    {
        var text = number.ToString(CultureInfo.InvariantCulture);
        return new(text, text);
    }

    private static BilingualName Lines(IEnumerable<BilingualName> items)
    {
        var all = items.ToImmutableArray();
        return new(string.Join('\n', all.Select(item => item.Zh)), string.Join('\n', all.Select(item => item.En)));
    }
}
