using System.Text.RegularExpressions;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Random changes keep documents lawful and reach every part; favourable ones are good for members.</summary>
public sealed partial class MutationTests
{
    private const int Changes = 450;

    [Fact]
    public void A_changed_document_is_lawful_and_differs()
    {
        foreach (var (at, document) in ProofDocuments.All.Index())
            for (var seed = 0; seed < 3; seed++)
            {
                var changed = new DocumentMutation(new((at * 100) + seed)).Mutate(document, 1);
                Assert.NotEmpty(DocumentDifferences.List(RevisionPair.Create(document, changed)));
            }
    }

    [Fact]
    public void Changes_reach_every_part_of_a_document()
    {
        var changed = new HashSet<string>(StringComparer.Ordinal);
        for (var seed = 0; seed < Changes; seed++)
        {
            var random = new Random(seed);
            // The last document uses nearly everything.
            var from = new DocumentMutation(random).Mutate(ProofDocuments.All[^1], random.Next(3));
            var pair = RevisionPair.Create(from, new DocumentMutation(random).Mutate(from, 3));
            foreach (Match path in Paths().Matches(DocumentDifferences.List(pair)))
                changed.UnionWith(path.Groups["path"].Value.Split('.').Select(it => Index().Replace(it, "")));
        }

        Assert.Empty(Parts.Except(changed));
    }

    [Fact]
    public void Of_favourable_changes_the_judge_finds_few_that_are_worse_for_somebody()
    {
        var worse = 0;
        const int pairs = 100;
        for (var seed = 0; seed < pairs; seed++)
        {
            var random = new Random(seed);
            var document = ProofDocuments.All[random.Next(ProofDocuments.All.Count)];
            var pair = RevisionPair.Create(document, new FavourableMutation(random).Mutate(document, 1));
            if (RevisionJudge.FindWorse(pair, random) is not null)
                worse++;
        }

        Assert.InRange(worse, 0, pairs / 10);
    }

    private static readonly string[] Parts =
    [
        .. """
            timeZone merchants issues honours validity months monthEnd appliesToEarned budget capPoints
            period compensation perMember earning pendingDays lateDays stacking refundsFrom orderScope base
            pointsPerYuan multipliers times bonuses points per caps rules when from to yearly on ageAtLeast
            ageBelow creditGrades tiers groups affinity balanceAtLeast spendAtLeastFen channels categories
            anyTag window levels spendFen visits perks rewards kind name price minimumPoints windows
            discounts discount bounds worthFen stock limits hold maxHours maxPieces eligible onSaleFrom
            headStart hours validDays minimumBillFen maximumOffsetFen compensationRate restrictions
            admission weekdays blackout actions limit by family pointsPerMonth settlement notices
            quietHours
            """.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries),
    ];

    [GeneratedRegex(
        @"^    (?<path>[^:]+):",
        RegexOptions.Multiline | RegexOptions.ExplicitCapture,
        matchTimeoutMilliseconds: 1_000
    )]
    private static partial Regex Paths();

    [GeneratedRegex(@"\[\d+\]", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex Index();
}
