using System.Collections.Immutable;
using Points.Domain.Earning;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Comparing;

/// <summary>
/// Compares what purchases earn: alone, once a cap of some rules is used up, and one after another. What caps allow in
/// all is compared by <see cref="CapComparison"/>.
/// </summary>
internal sealed class EarningComparison
{
    private const int SituationsMax = 600,
        NarrowCapsMax = 4,
        SituationsOfCapMax = 150;

    /// <summary>The smallest and largest purchases, besides those that rules name.</summary>
    private static readonly Fen[] Totals =
    [
        new(100),
        new(Accrue.LinesMax),
        new(1_000_000 * Fen.PerYuan),
        OrderLine.AmountMax,
    ];

    private readonly ProgrammeTerms _before,
        _after;
    private readonly ChangedRules _rules;
    private readonly SituationSpace _space;
    private readonly SituationText _text;
    private readonly SituationList _situations;
    private readonly bool _haveTiersChanged;
    private bool _isBetter;

    private EarningComparison(
        ProgrammeTerms before,
        ProgrammeTerms after,
        IReadOnlyList<string> changedPaths,
        DateTimeOffset now
    )
    {
        (_before, _after) = (before, after);
        _haveTiersChanged = changedPaths.Any(path => Topics.IsPartOf(path, "tiers"));
        _rules = ChangedRules.Of(before, after, changedPaths);
        var dimensions = new Dimensions(
            _rules.Conditions,
            _rules.Others,
            TierPair.List(before.Tiers, after.Tiers),
            before,
            new(before, now, since: null, [])
        );
        _space = new(
            [
                .. dimensions.OfMembers(),
                .. dimensions.OfPurchases(Totals.Concat(ListCapTotals()), CountsLines(changedPaths)),
            ],
            [.. _rules.Conditions, .. _rules.Others]
        );
        _text = new(_space.Plain);
        _situations = _space.List(_rules.Changed, SituationsMax);
    }

    public static Finding Compare(
        ProgrammeTerms before,
        ProgrammeTerms after,
        IReadOnlyList<string> changedPaths,
        DateTimeOffset now
    ) => new EarningComparison(before, after, changedPaths, now).Compare();

    private Finding Compare()
    {
        if (_space.FindFirst(_situations.All, it => IsWorse(it, cap: null)) is { } worse)
            return TellOf(worse, cap: null);
        foreach (var cap in ListUsedUp(_after).OfType<UsedUpCap>())
            if (_space.FindFirst(ListUsing(cap), it => IsWorse(it, cap)) is { } worseThen)
                return TellOf(worseThen, cap);
        var sequences = new PurchaseSequences(_before, _after, _space, _rules.Changed);
        var inTurn = sequences.FindWorse(_situations.All);
        return new(inTurn, _isBetter || sequences.IsBetter) { IsComplete = _situations.IsComplete };
    }

    private Finding TellOf(Situation worse, UsedUpCap? cap) =>
        new(Tell(worse, cap, _after), _isBetter)
        {
            TellWith = other => _haveTiersChanged ? null : TellIfWorse(worse, cap?.After.Id, other),
        };

    /// <summary>Some of the purchases that earn by the rules of a cap.</summary>
    private IEnumerable<int[]> ListUsing(UsedUpCap cap)
    {
        var usingIt = _situations
            .All.Where(values =>
                _space.At(values) is var it
                && it.Second != LineKind.Full
                && it.EarnUnder(_after, it.Tier.After).CapUse.Any(use => use.Limit == cap.After.CounterId)
            )
            .ToArray();
        var step = Math.Max(1, usingIt.Length / SituationsOfCapMax);
        return usingIt.Where((_, at) => at % step == 0);
    }

    /// <summary>Which cap the member has used up; null for none.</summary>
    private IEnumerable<UsedUpCap?> ListUsedUp(ProgrammeTerms after) =>
        CapComparison
            .ListNarrow(_before, after)
            .Take(NarrowCapsMax)
            .Select(it => (UsedUpCap?)new UsedUpCap(it.After, it.Before))
            .Prepend(null);

    private bool IsWorse(Situation it, UsedUpCap? cap)
    {
        var (was, becomes) = (EarnBefore(it, cap), EarnAfter(it, cap, _after));
        _isBetter |= becomes > was;
        return becomes < was;
    }

    private Points EarnBefore(Situation it, UsedUpCap? cap) =>
        it.EarnUnder(_before, it.Tier.Before, cap?.CountersBefore(it.Day) ?? LimitCounters.None).Points;

    private static Points EarnAfter(Situation it, UsedUpCap? cap, ProgrammeTerms after) =>
        it.EarnUnder(after, it.Tier.After, cap?.CountersAfter(it.Day) ?? LimitCounters.None).Points;

    private string Tell(Situation it, UsedUpCap? cap, ProgrammeTerms after) =>
        $"{_text.OfPurchase(it)} earns {PointsInEnglish(EarnBefore(it, cap))} today and would earn "
        + FormatPoints(EarnAfter(it, cap, after))
        + (cap is null ? "" : $", once {cap.After.Id} is used up");

    private string? TellIfWorse(Situation it, string? capId, ProgrammeTerms after)
    {
        var cap = ListUsedUp(after).FirstOrDefault(used => used?.After.Id == capId);
        return cap?.After.Id == capId && EarnAfter(it, cap, after) < EarnBefore(it, cap) ? Tell(it, cap, after) : null;
    }

    /// <summary>Whether the number of lines matters: a bonus changes, and some bonus is for each line.</summary>
    private bool CountsLines(IReadOnlyList<string> changedPaths) =>
        changedPaths.Any(path => Topics.IsPartOf(path, "earning.bonuses"))
        && _before.Earning.Bonuses.Concat(_after.Earning.Bonuses).Any(it => it.Per == LimitPeriod.Line);

    /// <summary>
    /// Purchases that earn about half of a cap, all of it, and twice as much, at one point for each yuan.
    /// </summary>
    private IEnumerable<Fen> ListCapTotals() =>
        _before
            .Earning.Caps.Concat(_after.Earning.Caps)
            .Select(cap => Math.Min(cap.Points.Value, OrderLine.AmountMax.Value / (4 * Fen.PerYuan)))
            .SelectMany(points => (long[])[points / 2, points, points * 2])
            .Where(yuan => yuan > 0)
            .Select(yuan => new Fen(yuan * Fen.PerYuan));

    /// <summary>A cap of which nothing is left, and the earlier caps in its place.</summary>
    private sealed record UsedUpCap(Cap After, ImmutableArray<Cap> Before)
    {
        public LimitCounters CountersBefore(DateOnly day) => Before.Aggregate(LimitCounters.None, Use(day));

        public LimitCounters CountersAfter(DateOnly day) => Use(day)(LimitCounters.None, After);

        private static Func<LimitCounters, Cap, LimitCounters> Use(DateOnly day) =>
            (counters, cap) =>
                cap.Per == LimitPeriod.Order
                    ? counters
                    : counters.Add(cap.CounterId, cap.Per.PeriodKey(day), cap.Points.Value);
    }
}
