using Points.Domain.Programmes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Compares what a reward is: its kind and name, its pieces, and when it can be held and used.</summary>
internal static class RewardTermQuestions
{
    private const int DaysOfUse = 1_500,
        MinutesOfDay = 24 * 60,
        MinutesApart = 30;

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations)
    {
        foreach (var reward in pair.Old.Rewards.Where(it => pair.HasRewardChange(it.RewardId)))
        {
            if (pair.New.FindReward(reward.RewardId) is { } next)
                foreach (
                    var worse in FindIn(reward, next)
                        .Concat(FindStricter(reward, next, pair.Old.BusinessDateOf(pair.Now)))
                )
                    yield return $"{reward.RewardId}: {worse}";
            else
                yield return $"{reward.RewardId} can no longer be had";
        }
    }

    private static IEnumerable<string> FindIn(Reward before, Reward after)
    {
        if (before.Kind != after.Kind)
            yield return $"a {after.Kind} instead of a {before.Kind}";
        if (before.Name != after.Name)
            yield return $"it is now '{after.Name.En}' instead of '{before.Name.En}'";
        if (IsLess(after.Stock, before.Stock))
            yield return $"only {after.Stock} pieces, not {before.Stock}";
        if (IsLess(after.EffectiveHold.HoursMax, before.EffectiveHold.HoursMax))
            yield return $"held for {after.EffectiveHold.HoursMax} hours, not {before.EffectiveHold.HoursMax}";
        if (IsLess(after.EffectiveHold.PiecesMax, before.EffectiveHold.PiecesMax))
            yield return $"{after.EffectiveHold.PiecesMax} pieces held, not {before.EffectiveHold.PiecesMax}";
        if (after.CompensationRate < before.CompensationRate)
            yield return $"compensation of {after.CompensationRate}, not {before.CompensationRate}";
        if (after.Limit is { } limit)
            if (before.Limit is not { } earlier)
                yield return $"only {limit.PerMember} per {limit.Per}";
            else if (
                PeriodUse.FindShortage(
                    new(earlier.PerMember, earlier.Per),
                    new TimesLimit(limit.PerMember, limit.Per)
                ) is
                { } less
            )
                yield return less;
    }

    private static IEnumerable<string> FindStricter(Reward before, Reward after, DateOnly today)
    {
        foreach (var note in after.Restrictions.Notes.Except(before.Restrictions.Notes))
            yield return $"a new restriction: {note.En}";
        for (var at = 0; at < DaysOfUse; at++)
        for (var minute = 0; minute < MinutesOfDay; minute += MinutesApart)
        {
            var (day, time) = (today.AddDays(at), TimeOnly.MinValue.AddMinutes(minute));
            if (Admits(before.Restrictions, day, time) && !Admits(after.Restrictions, day, time))
            {
                yield return $"cannot be used on {day:O} at {time:HH:mm}";
                yield break;
            }
        }
    }

    private static bool Admits(Restrictions it, DateOnly day, TimeOnly time) =>
        (it.Admission is not { } hours || (time >= hours.From && time < hours.To))
        && (it.Weekdays.IsEmpty || it.Weekdays.Contains(day.DayOfWeek))
        && !it.Blackout.Any(window => window.Contains(day));

    /// <summary>Null stands for no bound.</summary>
    private static bool IsLess(long? after, long? before) => after is { } less && !(before <= less);
}
