using System.Collections.Immutable;
using System.Globalization;
using static Points.Domain.Programmes.Disclosing.NoticeTemplates;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Writes the titles and texts of notices from templates. They contain no personal data.</summary>
public static class NoticeTexts
{
    /// <summary>
    /// The most changes that a notice lists, so that it stays readable. The terms page shows them all.
    /// </summary>
    public const int ChangesShownMax = 12;

    /// <summary>
    /// Reminds of points that will expire: lists every lot and how long it can still be used (law L3). For points on
    /// hold it says what happens if the hold outlasts them.
    /// </summary>
    public static (BilingualName Title, BilingualName Text) Reminder(
        ProgrammeTerms terms,
        ImmutableArray<(Points Points, DateOnly ExpiresOn, DateTimeOffset? HeldUntil)> lots,
        DateOnly today
    )
    {
        var sum = lots.Aggregate(Points.Zero, (all, lot) => all + lot.Points);
        var items = lots.Select(lot =>
            Fill(
                lot.HeldUntil is null ? "reminder.item" : "reminder.heldItem",
                [
                    ("points", PointsValue(lot.Points)),
                    ("expiresOn", DisclosureFormat.FormatDay(lot.ExpiresOn)),
                    ("left", DaysLeftText(today, lot.ExpiresOn)),
                    .. lot.HeldUntil is { } until
                        ? [("heldUntil", DisclosureFormat.FormatDay(terms.BusinessDateOf(until)))]
                        : Array.Empty<(string, BilingualName)>(),
                ]
            )
        );
        return (
            Fill("reminder.title", ProgrammePlaceholder(terms), ("points", PointsValue(sum))),
            Fill("reminder.text", ProgrammePlaceholder(terms), ("items", JoinLines(items)))
        );
    }

    /// <summary>Announces a revision that disadvantages members (law L2).</summary>
    /// <param name="changes">
    /// The old and the new sentence of the terms; null for one that was not there or is removed.
    /// </param>
    /// <param name="appliesToEarned">
    /// Whether a change of validity applies to points already earned; null if the validity does not change.
    /// </param>
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

    /// <summary>Says that an announced change takes effect later.</summary>
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

    /// <summary>Says that an announced change will not take effect.</summary>
    public static (BilingualName Title, BilingualName Text) Withdrawn(ProgrammeTerms terms, int revision) =>
        (
            Fill("withdrawn.title", ProgrammePlaceholder(terms)),
            Fill("withdrawn.text", ProgrammePlaceholder(terms), ("revision", NumberText(revision)))
        );

    /// <summary>Says that a tier review changed the member's tier.</summary>
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

    /// <summary>Greets the member on a day of their own, with a gift of points or without.</summary>
    /// <param name="points">The points of the gift; zero for a greeting only.</param>
    public static (BilingualName Title, BilingualName Text) Gift(
        ProgrammeTerms terms,
        BilingualName action,
        Points points
    ) =>
        (
            Fill("gift.title", ProgrammePlaceholder(terms), ("action", action)),
            points > Points.Zero
                ? Fill("gift.text", ProgrammePlaceholder(terms), ("action", action), ("points", PointsValue(points)))
                : Fill("gift.greeting", ProgrammePlaceholder(terms), ("action", action))
        );

    /// <summary>Tells the member of points that a grant gave.</summary>
    public static (BilingualName Title, BilingualName Text) GrantedPoints(
        ProgrammeTerms terms,
        Grant grant,
        Points points
    )
    {
        var name = GrantTerms.NameOf(grant, terms);
        return (
            GrantTitle(terms, name),
            Fill("gift.grantedPoints", ProgrammePlaceholder(terms), ("name", name), ("points", PointsValue(points)))
        );
    }

    /// <summary>Tells the member of a voucher or coupon that a grant gave.</summary>
    /// <param name="lastDay">The last day on which it can be used; null if it does not expire.</param>
    public static (BilingualName Title, BilingualName Text) GrantedReward(
        ProgrammeTerms terms,
        Grant grant,
        Fen worth,
        DateOnly? lastDay
    )
    {
        var name = GrantTerms.NameOf(grant, terms);
        return (
            GrantTitle(terms, name),
            Fill(
                "gift.grantedReward",
                ProgrammePlaceholder(terms),
                ("name", name),
                ("worth", new($"{worth}", $"{worth}")),
                (
                    "lastDay",
                    lastDay is { } day
                        ? Fill("gift.lastDay", ("expiresOn", DisclosureFormat.FormatDay(day)))
                        : Fill("gift.noLastDay")
                )
            )
        );
    }

    /// <summary>Says that a complaint was answered, not what about: that is only in the app.</summary>
    /// <param name="raisedOn">The day of the complaint.</param>
    public static (BilingualName Title, BilingualName Text) ComplaintAnswered(
        ProgrammeTerms terms,
        DateOnly raisedOn
    ) =>
        (
            Fill("complaintAnswered.title", ProgrammePlaceholder(terms)),
            Fill(
                "complaintAnswered.text",
                ProgrammePlaceholder(terms),
                ("raisedOn", DisclosureFormat.FormatDay(raisedOn))
            )
        );

    private static BilingualName GrantTitle(ProgrammeTerms terms, BilingualName name) =>
        Fill("gift.title", ProgrammePlaceholder(terms), ("action", name));

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
            ({ } before, null) => Fill("change.removed", ("before", before)),
            (null, { } after) => Fill("change.added", ("after", after)),
            _ => throw new ArgumentException("a change needs an old or a new sentence", nameof(change)),
        };

    private static (string Placeholder, BilingualName Value) ProgrammePlaceholder(ProgrammeTerms terms) =>
        ("programme", terms.Name);

    private static (string Placeholder, BilingualName Value) TermsPlaceholder(ProgrammeTerms terms, int revision) =>
        (
            "terms",
            Fill(
                "change.terms",
                ("programmeId", new(terms.ProgrammeId, terms.ProgrammeId)),
                ("revision", NumberText(revision))
            )
        );

    /// <summary>The bare number in Chinese, whose templates have the unit; with the unit in English.</summary>
    private static BilingualName PointsValue(Points points) =>
        new(DisclosureFormat.FormatPoints(points), DisclosureFormat.PointsInEnglish(points));

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
