namespace Points.Domain.Programmes.Validating;

/// <summary>Who pays with points is no second-class customer: a reward may be hedged in no more than the same thing for cash (law L13).</summary>
internal static class SecondClassRewards
{
    private static readonly Admission AllDay = new(TimeOnly.MinValue, TimeOnly.MaxValue);

    public static IEnumerable<LegalFault> FaultsOf(ProgrammeRevision terms) =>
        terms
            .Rewards.Index()
            .SelectMany(reward =>
                reward.Item.CashProduct is { } cash
                    ? Beyond(reward.Item.Restrictions, cash.Restrictions, $"rewards[{reward.Index}].restrictions")
                    : []
            );

    private static IEnumerable<LegalFault> Beyond(Restrictions reward, Restrictions cash, string path)
    {
        var (hours, cashHours) = (reward.Admission ?? AllDay, cash.Admission ?? AllDay);
        if (hours.From > cashHours.From || hours.To < cashHours.To)
            yield return Fault($"{path}.admission");
        if (!reward.Weekdays.IsEmpty && Weekdays(cash).Any(day => !reward.Weekdays.Contains(day)))
            yield return Fault($"{path}.weekdays");
        foreach (var (index, days) in reward.Blackout.Index())
            if (!cash.Blackout.Any(other => Covers(other, days)))
                yield return Fault($"{path}.blackout[{index}]");
        foreach (var (index, note) in reward.Notes.Index())
            if (!cash.Notes.Contains(note))
                yield return Fault($"{path}.notes[{index}]");
    }

    private static IEnumerable<DayOfWeek> Weekdays(Restrictions it) =>
        it.Weekdays.IsEmpty ? Enum.GetValues<DayOfWeek>() : it.Weekdays;

    private static bool Covers(Rules.Window wide, Rules.Window narrow) =>
        (wide.From is null || wide.From <= narrow.From)
        && (wide.To is null || wide.To >= narrow.To)
        && (wide.Yearly.IsEmpty || (!narrow.Yearly.IsEmpty && narrow.Yearly.All(wide.Yearly.Contains)));

    private static LegalFault Fault(string path) => new(path, "restricts the reward more than the same thing for cash");
}
