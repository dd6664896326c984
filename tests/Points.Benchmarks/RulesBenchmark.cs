using System.Collections.Immutable;
using System.Diagnostics;
using System.Globalization;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Rules;

namespace Points.Benchmarks;

/// <summary>
/// Measures evaluations per second on one core: an order of ten lines, with its explanation, in the sample programme
/// with the most earning rules. The wallet and the order have every fact that the rules use.
/// </summary>
internal static class RulesBenchmark
{
    private const int Lines = 10,
        Rounds = 5;
    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(2),
        Round = TimeSpan.FromSeconds(3);
    private static readonly DateTimeOffset FestivalNoon = new(2027, 11, 11, 12, 0, 0, TimeSpan.FromHours(8));

    public static int Run()
    {
        var terms = Samples().MaxBy(RuleCount)!;
        var lines = OrderLines();
        var wallet = OpenWallet(terms);
        var (total, today) = (
            lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount),
            terms.BusinessDateOf(FestivalNoon)
        );
        var context = wallet.BuildRuleContext(terms, FestivalNoon, FestivalNoon) with
        {
            MerchantId = terms.ProgrammeId,
            Channel = "store",
            Total = total,
        };

        var paidWithPoints = new Fen(1_000);
        EarningResult Evaluate() => terms.EarningRules.Evaluate(lines, paidWithPoints, context, wallet.Counters, today);

        var result = Evaluate();
        Console.WriteLine(
            $"{terms.ProgrammeId}: {RuleCount(terms)} earning rules, {Lines} lines; "
                + $"{result.Points} points with {result.Explanation.Length} lines of explanation"
        );
        Repeat(Evaluate, WarmUp);
        var rates = new List<double>();
        for (var round = 1; round <= Rounds; round++)
        {
            var before = GC.GetAllocatedBytesForCurrentThread();
            var (count, elapsed) = Repeat(Evaluate, Round);
            var allocated = GC.GetAllocatedBytesForCurrentThread() - before;
            var rate = count / elapsed.TotalSeconds;
            rates.Add(rate);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"round {round}: {rate, 9:0} evaluations/s, {allocated / (double)count:0} bytes each"
                )
            );
        }
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"median {rates.Order().ElementAt(Rounds / 2):0} evaluations/s on one core, "
                    + $"from {rates.Min():0} to {rates.Max():0}"
            )
        );
        return 0;
    }

    private static (long Count, TimeSpan Elapsed) Repeat(Func<EarningResult> evaluate, TimeSpan length)
    {
        var (count, points, clock) = (0L, 0L, Stopwatch.StartNew());
        while (clock.Elapsed < length)
            for (var i = 0; i < 100; i++, count++)
                points += evaluate().Points.Value;
        // The sum is used, so that the compiler cannot drop the evaluations.
        return points < 0
            ? throw new InvalidOperationException("An order earned a negative number of points.")
            : (count, clock.Elapsed);
    }

    private static IEnumerable<ProgrammeTerms> Samples() =>
        Directory
            .EnumerateFiles(Path.Combine(AppContext.BaseDirectory, "Programmes"), "*.json")
            .Select(file => ProgrammeDocumentReader.Read(File.ReadAllBytes(file), 1, DateTimeOffset.UnixEpoch).Value!);

    private static int RuleCount(ProgrammeTerms terms) =>
        terms.Earning.BaseRates.Length
        + terms.Earning.Multipliers.Length
        + terms.Earning.Bonuses.Length
        + terms.Earning.Caps.Length
        + (terms.Tiers?.Levels.Count(level => level.Times > 1) ?? 0);

    private static ImmutableArray<OrderLine> OrderLines() =>
        [
            .. Enumerable
                .Range(0, Lines)
                .Select(i => new OrderLine(
                    $"sku-{i}",
                    i % 2 == 0 ? "dress" : "general",
                    new(1_999 + (i * 731)),
                    1,
                    null,
                    i % 3 == 0 ? ["green-zone"] : ["energy-saving"]
                )),
        ];

    private static Wallet OpenWallet(ProgrammeTerms terms) =>
        Wallet.Open(
            new("m", terms.ProgrammeId),
            new("key"),
            new MemberFacts(IdentityVerified: true, Frozen: false)
            {
                BirthDate = new(1960, 5, 17),
                CreditGrade = CreditGrade.A,
                Personalisation = true,
            }
        ) with
        {
            RecentCategories = new([.. Enumerable.Repeat(new RecentCategory("dress", 0), 20)]),
        };
}
