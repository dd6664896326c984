using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Asks which actions give points, to whom, how many, how often, and who may report them.</summary>
internal static class ActionQuestions
{
    private const int Asks = 24,
        RepeatsMax = 4;

    public static IEnumerable<string> Find(RevisionPair pair, SituationSource situations) =>
        pair.HasChange("actions") || pair.HasSharedChange
            ? pair.Old.Actions.SelectMany(action => FindIn(action, pair, situations))
            : [];

    private static IEnumerable<string> FindIn(PublishedAction action, RevisionPair pair, SituationSource situations)
    {
        if (pair.New.FindAction(action.Action) is not { } next)
        {
            yield return $"{action.Action} earns nothing any more";
            yield break;
        }
        if (action.Name != next.Name)
            yield return $"{action.Action} is now another action: {next.Name.En}";
        if (action.OwnDay is null && PeriodUse.FindShortage(action.Limit, next.Limit) is { } less)
            yield return $"{action.Action} counts less often: {less}";
        var own = Condition.Always with { OwnDay = action.OwnDay == OwnDay.SignUp ? null : action.OwnDay };
        var nextOwn = Condition.Always with { OwnDay = next.OwnDay == OwnDay.SignUp ? null : next.OwnDay };
        if (action.OwnDay is OwnDay.Birthday or OwnDay.PetBirthday && !IsGiven(next, action.OwnDay.Value, pair))
            yield return $"{action.Action} is no longer given without a request on the member's {action.OwnDay}";
        for (var ask = 0; ask < Asks; ask++)
        {
            var situation =
                ask % 3 == 0 ? situations.Meeting(next.When, nextOwn) : situations.Meeting(action.When, own);
            situation = situations.NotBefore(pair.Now, ask % 2 == 0 ? situation : situations.Vary(situation));
            var byOperator = situations.Flip();
            var (before, after) = (
                Act(action, situation, pair.Old, byOperator),
                Act(action, situation, pair.New, byOperator)
            );
            for (var time = 0; time < before.Length; time++)
                if (after[time] < before[time])
                    yield return $"{situation}: {action.Action} gives {after[time]} points, not {before[time]}";
        }
    }

    /// <summary>Whether a member gets the gift on a day of their own without asking for it.</summary>
    private static bool IsGiven(PublishedAction action, OwnDay kind, RevisionPair pair)
    {
        var day = new DateOnly(2028, 5, 4);
        var facts = new MemberFacts(IdentityVerified: true, Frozen: false)
        {
            BirthDate = kind == OwnDay.Birthday ? day.AddYears(-30) : null,
            PetBirthdays = kind == OwnDay.PetBirthday ? [day.AddYears(-3)] : [],
        };
        return OwnDayGifts.ListBetween(facts, pair.New, day, day).Any(gift => gift.Action.Action == action.Action);
    }

    /// <summary>What the action gives in all after each time on one day.</summary>
    private static long[] Act(PublishedAction action, Situation situation, ProgrammeTerms terms, bool byOperator)
    {
        var (wallet, total) = (situation.WalletIn(terms), 0L);
        var totals = new long[RepeatsMax];
        for (var time = 0; time < RepeatsMax; time++)
        {
            var command = new RecordAction(wallet.Id, action.Action, $"r-{time}", byOperator);
            var request = Request.From("judge", "actions", $"k-{time}", "f", situation.At);
            (wallet, var gain) = RecordAction
                .Decide(wallet, command, terms, request, Allowance.Unlimited)
                .Match(
                    accepted: it => (it.PendingChange.Wallet, terms.FindAction(action.Action)!.Points.Value),
                    refused: _ => (wallet, 0)
                );
            totals[time] = total += gain;
        }
        return totals;
    }
}
