using Points.Domain.Programmes.Rules;

namespace Points.Domain.Programmes.Validating;

/// <summary>
/// Adds up the points that grants give to members when they join. A condition does not count if nearly everybody meets
/// it on joining, on nearly every day.
/// </summary>
internal static class GiftsOnJoining
{
    /// <summary>On how many days of a year a gift may go to whoever joins then: a campaign is shorter.</summary>
    public const int CampaignDaysMax = 92;

    /// <summary>Members of these ages join. What less than half of them get, by age and grade, is for these.</summary>
    private const int AgeLeast = 18,
        AgeMost = 80;

    /// <summary>All grades, and none.</summary>
    private static readonly CreditGrade?[] Grades =
    [
        null,
        .. Enum.GetValues<CreditGrade>().Select(it => (CreditGrade?)it),
    ];

    /// <summary>
    /// The most points that grants give together to most of those who join, on more than <see cref="CampaignDaysMax"/>
    /// days of some year.
    /// </summary>
    /// <param name="some">The grants to add up.</param>
    /// <param name="others">The points of other gifts for joining.</param>
    public static long CountPoints(IEnumerable<Grant> some, ProgrammeTerms terms, long others)
    {
        Grant[] grants = [.. some.Where(it => it.Points is not null && CanHoldOnJoining(it.When, terms))];
        // What a joining member has been given can meet the least balance of another grant.
        for (var points = 0L; ; )
        {
            var met = grants.Where(it => !(it.When.BalanceAtLeast?.Value > others + points)).ToArray();
            var more = Years(met).Select(year => CountInYear(met, year)).Append(0).Max();
            if (more <= points)
                return points;
            points = more;
        }
    }

    /// <summary>Whether it depends on nothing that a member who joins cannot have.</summary>
    private static bool CanHoldOnJoining(Condition when, ProgrammeTerms terms) =>
        when is { OwnDay: null, Affinity: null, Groups.IsEmpty: true }
        && (when.Tiers.IsEmpty || (terms.Tiers is { } tiers && when.Tiers.Contains(tiers.Default.Tier)));

    /// <summary>Years in which the windows begin, end, or have no say.</summary>
    private static IEnumerable<int> Years(Grant[] grants)
    {
        var edges = grants
            .SelectMany(it => (DateOnly?[])[it.When.Window.From, it.When.Window.To])
            .OfType<DateOnly>()
            .Select(it => it.Year)
            .ToArray();
        return edges
            .Append(edges.Append(DateOnly.MinValue.Year + 1).Max())
            .SelectMany(year => (int[])[year - 1, year, year + 1])
            .Where(year => year > DateOnly.MinValue.Year && year <= DateOnly.MaxValue.Year)
            .Distinct();
    }

    /// <summary>What most members get on all but the best days of the year.</summary>
    private static long CountInYear(Grant[] grants, int year)
    {
        var first = new DateOnly(year, 1, 1);
        var days = DateTime.IsLeapYear(year) ? 366 : 365;
        var cache = new Dictionary<string, long>(StringComparer.Ordinal);
        return Enumerable
            .Range(0, days)
            .Select(count => grants.Where(it => it.When.Window.Contains(first.PlusDays(count))).ToArray())
            .Select(open =>
            {
                var key = string.Join(' ', open.Select(it => it.GrantId));
                return cache.TryGetValue(key, out var known) ? known : cache[key] = CountForMost(open);
            })
            .OrderDescending()
            .ElementAt(CampaignDaysMax);
    }

    /// <summary>The points that more than half of the kinds of members get.</summary>
    private static long CountForMost(Grant[] open) =>
        Grades
            .SelectMany(grade =>
                Enumerable
                    .Range(AgeLeast, AgeMost - AgeLeast + 1)
                    .Select(age =>
                        open.Where(it => IsFor(it.When, age, grade)).Sum(it => it.Points!.Value.Value * it.Limit.Times)
                    )
            )
            .Order()
            .ElementAt(Grades.Length * (AgeMost - AgeLeast + 1) / 2);

    private static bool IsFor(Condition when, int age, CreditGrade? grade) =>
        !(age < when.AgeAtLeast)
        && !(age >= when.AgeBelow)
        && (when.CreditGrades.IsEmpty || (grade is { } given && when.CreditGrades.Contains(given)));
}
