using System.Collections.Immutable;
using System.Globalization;
using Points.Domain.Programmes;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes;

/// <summary>Revisions that change how long points last, from 1 June 2027.</summary>
internal static class ExpiryChangeSample
{
    public static readonly DateTimeOffset NotifiedAt = At("2027-05-01T12:00:00+08:00"),
        EffectiveFrom = At("2027-06-01T00:00:00+08:00"),
        Later = At("2027-06-15T12:00:00+08:00");

    public static readonly Validity TwoYears = new Validity.Months(24, true),
        OneYear = new Validity.Months(12, true);

    /// <summary>The expiry change of a revision that applies to points already earned.</summary>
    public static ExpiryChange ChangeOf(Validity before, Validity after) =>
        Retroactive((before, "2020-01-01"), (after, "2027-06-01"))[1].ExpiryChanges.Single();

    /// <summary>Revisions that all apply to points already earned.</summary>
    public static ImmutableArray<ProgrammeTerms> Retroactive(params (Validity Validity, string From)[] revisions) =>
        RevisionsOf([.. revisions.Select(it => (it.Validity, it.From, true))]);

    public static ImmutableArray<ProgrammeTerms> RevisionsOf(
        params (Validity Validity, string From, bool AppliesToEarned)[] revisions
    ) =>
        ExpiryChange.AttachTo([
            .. revisions.Select(
                (it, index) =>
                    Terms with
                    {
                        Number = index + 1,
                        Validity = it.Validity,
                        AppliesToEarned = it.AppliesToEarned,
                        EffectiveFrom = Terms.StartOfDay(Day(it.From)!.Value),
                    }
            ),
        ]);

    public static DateOnly? Day(string? text) =>
        text is null ? null : DateOnly.Parse(text, CultureInfo.InvariantCulture);

    public static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
