using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Validating;

namespace Points.Domain.Comparing;

/// <summary>
/// Keeps the promise of <c>valueGuaranteed</c> (价值保障): what points buy never gets worse, with or without notice. So
/// no reward may cost more, be worth less, be for fewer members or merchants, or disappear, not even bit by bit: by
/// fewer pieces, fewer for each member, a shorter use, or less time to use it. Points may not last shorter, and the
/// promise itself stays.
/// </summary>
public static class ValueGuarantee
{
    /// <summary>Four years, so that every month and a leap day are among the days.</summary>
    private const int DaysCompared = (4 * 365) + 1;

    /// <param name="terms">The new terms.</param>
    /// <param name="now">Prices of days that are over do not count.</param>
    /// <param name="promised">The terms that members were told: those in force, and those announced.</param>
    public static IEnumerable<LegalViolation> FindViolations(
        ProgrammeTerms terms,
        IEnumerable<ProgrammeTerms> promised,
        DateTimeOffset now
    ) => promised.Where(it => it.ValueGuaranteed).SelectMany(it => FindBroken(it, terms, now));

    private static IEnumerable<LegalViolation> FindBroken(
        ProgrammeTerms before,
        ProgrammeTerms after,
        DateTimeOffset now
    )
    {
        if (!after.ValueGuaranteed)
            yield return Violation("valueGuaranteed", "must stay true");
        if (LastsShorter(before.Validity, after.Validity, before.BusinessDateOf(now)))
            yield return Violation("validity", "must last at least as long as before");
        if (after.Settlement?.FenPer100Points < before.Settlement?.FenPer100Points)
            yield return Violation(
                "settlement.fenPer100Points",
                $"must be at least {before.Settlement!.FenPer100Points}"
            );
        foreach (var was in before.Rewards)
        {
            var index = after.Rewards.ToList().FindIndex(it => it.RewardId == was.RewardId);
            if (index < 0)
                yield return Violation("rewards", $"must include {was.RewardId}");
            else if (FindLoss(was, after.Rewards[index], before, after, now) is var (field, loss))
                yield return Violation($"rewards[{index}].{field}", $"must not get worse: {loss}");
        }
    }

    private static (string Field, string Loss)? FindLoss(
        Reward was,
        Reward becomes,
        ProgrammeTerms before,
        ProgrammeTerms after,
        DateTimeOffset now
    )
    {
        if (becomes.Kind != was.Kind)
            return ("kind", "it would be another reward");
        if (RewardComparison.Compare(was, becomes, before, after, now).Example is { } example)
            return ("price", example);
        if (becomes.MinimumBill > (was.MinimumBill ?? Fen.Zero))
            return ("minimumBillFen", "it would need a larger bill");
        if (IsLess(becomes.MaximumOffset?.Value, was.MaximumOffset?.Value))
            return ("maximumOffsetFen", "it would take less off a bill");
        if (IsLess(becomes.Stock, was.Stock))
            return ("stock", "there would be fewer pieces");
        if (becomes.Limit is { } limit && !(was.Limit is { } allowed && LimitsComparison.HasRoom(limit, allowed)))
            return ("limits", "a member could get it less often");
        if (IsLess(becomes.ValidDays, was.ValidDays))
            return ("validDays", "its code would be good for fewer days");
        if (RestrictionComparison.Compare(was, becomes, before.BusinessDateOf(now)).Example is { } unusable)
            return ("restrictions", unusable);
        return becomes.Restrictions.Notes.Except(was.Restrictions.Notes).Any()
            ? ("restrictions.notes", "there would be more restrictions")
            : null;
    }

    /// <summary>Null stands for no bound.</summary>
    private static bool IsLess(long? after, long? before) => after < (before ?? long.MaxValue);

    private static bool LastsShorter(Validity before, Validity after, DateOnly today) =>
        Enumerable
            .Range(0, DaysCompared)
            .Select(count => today.PlusDays(count))
            .Any(day => after.ExpiresOn(day) is { } lastDay && !(before.ExpiresOn(day) is { } was && was <= lastDay));

    private static LegalViolation Violation(string path, string rule) =>
        new(path, $"{rule}: the programme guarantees the value of its points");
}
