using System.Collections.Immutable;
using Points.Domain.Earning;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Comparing;

/// <summary>A member at an instant, with a purchase or bill, about whom both revisions are asked.</summary>
internal sealed record Situation
{
    /// <summary>The date of <see cref="Now"/> in the programme's time zone.</summary>
    public DateOnly Day { get; init; }

    public DateTimeOffset Now { get; init; }
    public int? Age { get; init; }
    public CreditGrade? Grade { get; init; }
    public TierPair Tier { get; init; } = new(null, null);
    public ImmutableArray<string> Groups { get; init; } = [];

    /// <summary>What the member bought last. With lines, the member consents to personalisation.</summary>
    public RecentCategories Recent { get; init; } = RecentCategories.None;

    public Points Balance { get; init; } = Points.Zero;
    public ImmutableArray<OwnDay> OwnDays { get; init; } = [];
    public string MerchantId { get; init; } = "";
    public string? Channel { get; init; }
    public Fen Total { get; init; } = new(1_000 * Fen.PerYuan);
    public string Category { get; init; } = LineKind.Other.Category;
    public ImmutableArray<string> Tags { get; init; } = [];

    /// <summary>The kind of a second line, which takes half of the total; null if there is none.</summary>
    public LineKind? Second { get; init; }

    public MemberFacts Facts
    {
        get
        {
            var born = Age is { } age ? Day.PlusYears(-age) : (DateOnly?)null;
            return new(IdentityVerified: true, Frozen: false)
            {
                BirthDate = born,
                CreditGrade = Grade,
                Groups = Groups,
                Personalisation = !Recent.All.IsEmpty,
                PersonalisationByGuardian = GuardianAge.IsBelow(born, Day),
            };
        }
    }

    /// <summary>The lines of the purchase, which come to <see cref="Total"/>.</summary>
    public ImmutableArray<OrderLine> Lines
    {
        get
        {
            var line = new OrderLine("sku", Category, Total, 1, ServiceOn: null, Tags);
            if (Second is not { } kind)
                return [line];
            if (kind == LineKind.Full)
                return SplitAmong(line, Accrue.LinesMax);
            var half = new Fen(Total.Value / 2);
            var second = kind == LineKind.Alike ? line : line with { Category = kind.Category, Tags = kind.Tags };
            return [line with { Amount = half }, second with { Amount = Total - half }];
        }
    }

    /// <summary>As many alike lines as a purchase can have, each of one fen at least if there is enough.</summary>
    private static ImmutableArray<OrderLine> SplitAmong(OrderLine line, int count)
    {
        var (each, more) = Math.DivRem(line.Amount.Value, count);
        return [.. Enumerable.Range(0, count).Select(at => line with { Amount = new(each + (at < more ? 1 : 0)) })];
    }

    /// <summary>What the purchase earns a member who has earned nothing before.</summary>
    public EarningResult EarnUnder(ProgrammeTerms terms, string? tier) => EarnUnder(terms, tier, LimitCounters.None);

    /// <summary>What the purchase earns a member who has used up so much of the caps.</summary>
    public EarningResult EarnUnder(ProgrammeTerms terms, string? tier, LimitCounters counters) =>
        terms.EarningRules.Evaluate(Lines, Fen.Zero, ContextFor(tier), counters, Day);

    public RuleContext ContextFor(string? tier) =>
        new(Day, Facts, tier, Recent, Balance, MerchantId, Channel, Total) { OwnDays = OwnDays };
}

/// <summary>What rules can ask of a line.</summary>
internal sealed record LineKind(string Category, ImmutableArray<string> Tags)
{
    /// <summary>A kind that no rule names.</summary>
    public static readonly LineKind Other = new("anything else", []);

    /// <summary>Stands for the kind of the first line.</summary>
    public static readonly LineKind Alike = new("", []);

    /// <summary>Stands for a purchase of as many lines of the first kind as there can be.</summary>
    public static readonly LineKind Full = new("full", []);
}
