using System.Collections.Immutable;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>
/// Invents situations about which two revisions may differ: members who just meet a condition of either or just miss
/// it, on and beside the days that either names.
/// </summary>
internal sealed class SituationSource(RevisionPair pair, Random random)
{
    private const int AsksOfChanged = 24,
        AsksOfOthers = 4;

    private readonly SituationPools _pools = new(pair);

    public Random Random => random;

    public SituationPools Pools => _pools;

    /// <summary>Any member, at any time, with any basket.</summary>
    public Situation Any()
    {
        var day = Flip() ? Pick(_pools.Days) : new DateOnly(2027, 1, 1).AddDays(random.Next(1_200));
        var situation = new Situation
        {
            At = Flip(4) ? Pick(_pools.Instants) : InstantOn(day),
            Facts = new MemberFacts(IdentityVerified: true, Frozen: false)
            {
                BirthDate = Flip() ? BirthDateFor(day, Pick(_pools.Ages) - random.Next(2)) : null,
                CreditGrade = Flip() ? Pick(Enum.GetValues<CreditGrade>()) : null,
                Personalisation = Flip(),
                Groups = Flip() ? [Pick(_pools.Groups)] : [],
                PetBirthdays = Flip(4) ? [new DateOnly(2020, 2, 29)] : [],
            },
            Recent = Flip(4) ? RecentLines(Pick(_pools.Categories), random.Next(1, 60)) : RecentCategories.None,
            Balance = Flip() ? Pick(_pools.Balances) : random.Next(1_000_000_000),
            MerchantId = Pick(_pools.Merchants),
            Channel = Flip() ? Pick(_pools.Channels) : null,
            Lines = [.. Enumerable.Range(0, random.Next(1, 4)).Select(_ => Line())],
        };
        return Flip() ? WithTier(situation) : WithHistory(situation, day);
    }

    /// <summary>
    /// How often to ask about a condition: most about one that only one of the revisions has, or if days are different
    /// days now.
    /// </summary>
    public int CountAsks(Condition condition) =>
        pair.HasChange("timeZone") || _pools.IsChanged(condition) ? AsksOfChanged : AsksOfOthers;

    /// <summary>A member and a basket that meet all of these conditions, as far as they agree.</summary>
    public Situation Meeting(params ReadOnlySpan<Condition> conditions)
    {
        var situation = Any();
        foreach (var condition in conditions)
            situation = Meet(situation, condition);
        return situation;
    }

    /// <summary>Changes one thing about a situation.</summary>
    public Situation Vary(Situation it) =>
        random.Next(11) switch
        {
            0 => it with { At = it.At.AddDays(Pick(-1, 1)) },
            1 => it with { At = Pick(_pools.Instants) },
            2 => it with { Facts = it.Facts with { CreditGrade = Flip() ? null : Pick(CreditGrade.A, CreditGrade.D) } },
            3 => WithTier(it),
            4 => WithHistory(it, pair.Old.BusinessDateOf(it.At)),
            5 => it with { Facts = it.Facts with { Groups = [] } },
            6 => it with { MerchantId = Pick(_pools.Merchants), Channel = Pick(_pools.Channels) },
            7 => it with { Lines = it.Lines.Add(Line()) },
            8 => it with { Balance = Pick(_pools.Balances) },
            9 => it with { Facts = it.Facts with { BirthDate = it.Facts.BirthDate?.AddDays(Pick(-1, 1, 365, -365)) } },
            _ => it with { Lines = [it.Lines[0] with { Amount = new(Math.Max(1, it.Lines[0].Amount.Value - 1)) }] },
        };

    public OrderLine Line() =>
        new(
            "sku",
            Pick(_pools.Categories),
            new(Flip() ? Pick(_pools.Amounts) : random.Next(1, 1_000_000)),
            1,
            Flip(6) ? Pick(_pools.Days) : null,
            Flip() ? [Pick(_pools.Tags)] : []
        );

    /// <summary>
    /// The same member later, if that is before an instant: then, or on some day of the following years.
    /// </summary>
    public Situation NotBefore(DateTimeOffset now, Situation it) =>
        it.At >= now ? it : it with { At = Flip(4) ? now : now.AddDays(random.Next(900)) };

    /// <summary>The same with a bill of one amount.</summary>
    public static Situation WithOneLine(Situation it, long amount) =>
        it with
        {
            Lines = [it.Lines[0] with { Amount = new(amount) }],
        };

    /// <summary>As many alike lines as there are in a large basket, each of that line's amount.</summary>
    public Situation WithManyLines(Situation it) =>
        it with
        {
            Lines =
            [
                .. Enumerable.Repeat(
                    it.Lines[0] with
                    {
                        Amount = Flip() ? it.Lines[0].Amount : new(Pick(1, 100)),
                    },
                    Pick(3, 12, 100, 500)
                ),
            ],
        }
            is var many
        && many.Total <= OrderLine.AmountMax
            ? many
            : it;

    public T Pick<T>(params IReadOnlyList<T> from) => from[random.Next(from.Count)];

    public bool Flip(int outOf = 2) => random.Next(outOf) == 0;

    public DateTimeOffset InstantOn(DateOnly day) =>
        Pick(pair.Old, pair.New)
            .InstantOf(
                day,
                Pick(TimeOnly.MinValue, new TimeOnly(12, 0), new TimeOnly(23, 59, 59), new TimeOnly(7, 30))
            );

    private Situation Meet(Situation it, Condition when)
    {
        var day = FindDay(when.Window) ?? Pick(pair.Old, pair.New).BusinessDateOf(it.At);
        var facts = it.Facts with
        {
            CreditGrade = when.CreditGrades.IsEmpty ? it.Facts.CreditGrade : Pick(when.CreditGrades),
            Groups = when.Groups.IsEmpty ? it.Facts.Groups : [Pick(when.Groups)],
            Personalisation = it.Facts.Personalisation || when.Affinity is not null,
            PetBirthdays = when.OwnDay == OwnDay.PetBirthday ? [day.AddYears(-2)] : it.Facts.PetBirthdays,
        };
        if (when.AgeAtLeast is not null || when.AgeBelow is not null || when.OwnDay == OwnDay.Birthday)
            facts = facts with { BirthDate = FindBirthDate(when, day) };
        var met = it with
        {
            At = when.Window.IsAlways ? it.At : InstantOn(day),
            Facts = facts,
            Balance = when.BalanceAtLeast is { } least ? Math.Max(it.Balance, least.Value) : it.Balance,
            MerchantId = when.Merchants.IsEmpty ? it.MerchantId : Pick(when.Merchants),
            Channel = when.Channels.IsEmpty ? it.Channel : Pick(when.Channels),
            Recent = when.Affinity is { } liking ? LinesMeeting(liking) : it.Recent,
            Lines = [.. it.Lines.Select(line => MeetLine(line, when))],
        };
        if (!when.Tiers.IsEmpty)
            met = met with { Tier = Pick(when.Tiers), History = null };
        return when.SpendAtLeast is { } spend && met.Total < spend
            ? met with
            {
                Lines = met.Lines.SetItem(0, met.Lines[0] with { Amount = spend }),
            }
            : met;
    }

    private OrderLine MeetLine(OrderLine line, Condition when) =>
        line with
        {
            Category = when.Categories.IsEmpty ? line.Category : Pick(when.Categories),
            Tags = when.AnyTag.IsEmpty ? line.Tags : [Pick(when.AnyTag)],
        };

    private DateOnly FindBirthDate(Condition when, DateOnly day)
    {
        var (least, below) = (when.AgeAtLeast ?? 1, when.AgeBelow ?? 120);
        if (when.OwnDay == OwnDay.Birthday)
            return day.PlusYears(-Pick(least, below - 1));
        var age = Pick(least, below - 1, random.Next(least, Math.Max(least + 1, below)));
        return BirthDateFor(day, age);
    }

    private DateOnly BirthDateFor(DateOnly day, int age) =>
        day.PlusYears(-Math.Max(0, age)).PlusDays(Pick(0, 0, -1, 1, -200));

    private DateOnly? FindDay(DateWindow window)
    {
        if (window.IsAlways)
            return null;
        DateOnly[] days = [.. _pools.Days.Where(window.Contains)];
        return days is [] ? window.From : Pick(days);
    }

    private Situation WithTier(Situation it) =>
        it with
        {
            Tier = _pools.Tiers is [] ? null : Pick(_pools.Tiers),
            History = null,
        };

    private Situation WithHistory(Situation it, DateOnly day)
    {
        if (_pools.Thresholds is [])
            return it;
        var (level, other) = (Pick(_pools.Thresholds), Pick(_pools.Thresholds));
        var ago = Pick(_pools.HistoryMonths);
        var on = day.PlusMonths(-ago).PlusDays(Pick(1, 2, 20));
        var spend = new Fen(Math.Max(0, level.Spend.Value + Pick(0, 0, -1, 100)));
        return it with { History = [new(on, spend, Math.Max(1, Pick(level.Visits, other.Visits)))] };
    }

    /// <summary>Just enough lines of the category, or one too few, or only such lines.</summary>
    private RecentCategories LinesMeeting(Affinity liking)
    {
        var enough = (int)decimal.Ceiling(liking.ShareAtLeast * liking.OfLastLines);
        var count = Pick(enough, enough - 1, liking.OfLastLines);
        var others = Enumerable.Repeat(new RecentCategory("other", 0), liking.OfLastLines - count);
        var liked = Enumerable.Repeat(new RecentCategory(liking.Category, 0), count);
        return Flip() ? new([.. others, .. liked]) : new([.. liked, .. others]);
    }

    private static RecentCategories RecentLines(string category, int count) =>
        new([.. Enumerable.Repeat(new RecentCategory(category, 0), count)]);
}
