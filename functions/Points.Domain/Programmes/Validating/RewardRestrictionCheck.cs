namespace Points.Domain.Programmes.Validating;

/// <summary>
/// Members who pay with points are not second-class customers: a reward may not be more restricted than the same
/// product for cash (law L13).
/// </summary>
internal static class RewardRestrictionCheck
{
    private static readonly Admission AllDay = new(TimeOnly.MinValue, TimeOnly.MaxValue);

    public static IEnumerable<LegalViolation> FindViolations(ProgrammeTerms terms) =>
        terms
            .Rewards.Index()
            .SelectMany(reward =>
                reward.Item.CashProduct is { } cash
                    ? FindStricter(reward.Item.Restrictions, cash.Restrictions)
                        .Select(restricted => new LegalViolation(
                            $"rewards[{reward.Index}].restrictions.{restricted}",
                            "restricts the reward more than the same product for cash"
                        ))
                    : []
            );

    /// <summary>The paths of what restricts a reward more than the same product for cash.</summary>
    public static IEnumerable<string> FindStricter(Restrictions reward, Restrictions cash)
    {
        var (hours, cashHours) = (reward.Admission ?? AllDay, cash.Admission ?? AllDay);
        if (hours.From > cashHours.From || hours.To < cashHours.To)
            yield return "admission";
        if (!reward.Weekdays.IsEmpty && UsableWeekdays(cash).Any(day => !reward.Weekdays.Contains(day)))
            yield return "weekdays";
        foreach (var (index, days) in reward.Blackout.Index())
            if (!cash.Blackout.Any(other => Covers(other, days)))
                yield return $"blackout[{index}]";
        foreach (var (index, note) in reward.Notes.Index())
            if (!cash.Notes.Contains(note))
                yield return $"notes[{index}]";
    }

    private static IEnumerable<DayOfWeek> UsableWeekdays(Restrictions it) =>
        it.Weekdays.IsEmpty ? Enum.GetValues<DayOfWeek>() : it.Weekdays;

    private static bool Covers(Rules.DateWindow wide, Rules.DateWindow narrow) =>
        (wide.From is null || wide.From <= narrow.From)
        && (wide.To is null || wide.To >= narrow.To)
        && (wide.Yearly.IsEmpty || (!narrow.Yearly.IsEmpty && narrow.Yearly.All(wide.Yearly.Contains)));
}
