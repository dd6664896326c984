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
                    ? FindStricter(reward.Item.Restrictions, cash.Restrictions, $"rewards[{reward.Index}].restrictions")
                    : []
            );

    private static IEnumerable<LegalViolation> FindStricter(Restrictions reward, Restrictions cash, string path)
    {
        var (hours, cashHours) = (reward.Admission ?? AllDay, cash.Admission ?? AllDay);
        if (hours.From > cashHours.From || hours.To < cashHours.To)
            yield return Violation($"{path}.admission");
        if (!reward.Weekdays.IsEmpty && UsableWeekdays(cash).Any(day => !reward.Weekdays.Contains(day)))
            yield return Violation($"{path}.weekdays");
        foreach (var (index, days) in reward.Blackout.Index())
            if (!cash.Blackout.Any(other => Covers(other, days)))
                yield return Violation($"{path}.blackout[{index}]");
        foreach (var (index, note) in reward.Notes.Index())
            if (!cash.Notes.Contains(note))
                yield return Violation($"{path}.notes[{index}]");
    }

    private static IEnumerable<DayOfWeek> UsableWeekdays(Restrictions it) =>
        it.Weekdays.IsEmpty ? Enum.GetValues<DayOfWeek>() : it.Weekdays;

    private static bool Covers(Rules.DateWindow wide, Rules.DateWindow narrow) =>
        (wide.From is null || wide.From <= narrow.From)
        && (wide.To is null || wide.To >= narrow.To)
        && (wide.Yearly.IsEmpty || (!narrow.Yearly.IsEmpty && narrow.Yearly.All(wide.Yearly.Contains)));

    private static LegalViolation Violation(string path) =>
        new(path, "restricts the reward more than the same product for cash");
}
