using System.Collections.Immutable;
using System.Text;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.Programmes.Rules;

/// <summary>The sample programme with other earning rules, and orders for it.</summary>
internal static class EarningSample
{
    public static readonly DateOnly Today = Sample.Terms.BusinessDateOf(Sample.Noon);

    /// <param name="earning">The <c>earning</c> part of the document.</param>
    /// <param name="otherParts">Further parts of the document, each followed by a comma.</param>
    public static ProgrammeTerms TermsWith(string earning, string? otherParts = null)
    {
        var json = Sample
            .Document.Replace(
                """{ "base": [ { "id": "base", "pointsPerYuan": 1 } ] }""",
                earning,
                StringComparison.Ordinal
            )
            .Replace("\"validity\":", $"{otherParts}\"validity\":", StringComparison.Ordinal);
        var read = ProgrammeDocumentReader.Read(Encoding.UTF8.GetBytes(json), 1, DateTimeOffset.UnixEpoch);
        return read.TryGetValue(out var terms) ? terms : throw new InvalidDataException(read.Errors.ToString());
    }

    public static OrderLine Line(
        long fen,
        string category = "general",
        DateOnly? serviceOn = null,
        params string[] tags
    ) => new("sku", category, new(fen), 1, serviceOn, [.. tags]);

    /// <summary>What conditions are checked against when a member orders these lines.</summary>
    public static RuleContext ContextOf(
        ImmutableArray<OrderLine> lines,
        MemberFacts? facts = null,
        string? tier = null,
        RecentCategories? recent = null,
        DateOnly? day = null
    ) =>
        new(
            day ?? Today,
            facts ?? Sample.Verified,
            tier,
            recent ?? RecentCategories.None,
            Points.Zero,
            "shop",
            "store",
            lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount)
        );

    public static EarningResult Evaluate(
        this ProgrammeTerms terms,
        ImmutableArray<OrderLine> lines,
        long paidWithPointsFen = 0,
        MemberFacts? facts = null,
        DateOnly? day = null,
        RecentCategories? recent = null
    ) =>
        terms.EarningRules.Evaluate(
            lines,
            new(paidWithPointsFen),
            ContextOf(lines, facts, recent: recent, day: day),
            LimitCounters.None,
            Today
        );
}
