using System.Diagnostics;
using System.Globalization;
using Points.Domain.Comparing;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Compares random pairs of documents, and counts where the product and the judge disagree.</summary>
internal sealed class ProofRun(int seed)
{
    /// <summary>Of so many favourable changes at most one is classified adverse.</summary>
    private const int WronglyAdverseInMax = 100;

    /// <summary>Revisions are submitted from December 2026 to the end of 2035.</summary>
    private static readonly DateTimeOffset FirstClock = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private const int DaysOfClocks = 3_300;

    private readonly List<TimeSpan> _times = [];

    public int Pairs { get; private set; }
    public int Worse { get; private set; }
    public int Favourable { get; private set; }

    /// <summary>Changes that the judge finds worse for somebody, and that are not classified adverse.</summary>
    public List<string> Missed { get; } = [];

    /// <summary>Changes that are good for all members, and that are classified adverse.</summary>
    public List<string> WronglyAdverse { get; } = [];

    /// <summary>Other changes that are classified adverse though the judge finds nobody who gets less.</summary>
    public List<string> Unexplained { get; } = [];

    /// <summary>Exceptions of the comparison or of the engine.</summary>
    public List<string> Faults { get; } = [];

    public bool HasFewWronglyAdverse => WronglyAdverse.Count * WronglyAdverseInMax <= Favourable;

    public static ProofRun Of(int seed, int pairs)
    {
        var run = new ProofRun(seed);
        for (var pair = 0; pair < pairs; pair++)
            run.TryPair(pair);
        return run;
    }

    /// <summary>The figures of the run, one a line.</summary>
    public string WriteFigures()
    {
        var sorted = _times.Order().ToArray();
        return string.Create(
            CultureInfo.InvariantCulture,
            $"""
            seed {seed}
            pairs {Pairs}
            judged worse {Worse}
            missed {Missed.Count}
            purely favourable {Favourable}
            wrongly adverse {WronglyAdverse.Count}
            adverse for nobody that the judge finds {Unexplained.Count}
            faults {Faults.Count}
            a comparison takes in the median {sorted[sorted.Length / 2].TotalMilliseconds:0.00} ms
            and at most {sorted[^1].TotalMilliseconds:0.00} ms
            """
        );
    }

    private void TryPair(int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var documents = ProofDocuments.All;
        var (isFavourable, isSmall) = (random.Next(3) == 0, random.Next(2) == 0);
        var (mutation, favourable) = (new DocumentMutation(random), new FavourableMutation(random));
        var from = mutation.Mutate(documents[random.Next(documents.Count)], random.Next(6));
        // Where nothing is earned nothing can be lost.
        if (!from["merchants"]!.AsArray().Any(it => (bool?)it!["issues"] == true))
            from["merchants"]![0]!["issues"] = true;
        // Most changes together hide that one of them was missed, so half of the pairs differ in one place.
        var changes = isSmall ? 1 : random.Next(2, 5);
        var to = isFavourable ? favourable.Mutate(from, changes) : mutation.Mutate(from, changes);
        if (RevisionPair.TryCreate(from, to) is not { } pair)
            return;
        pair = pair with { Now = FirstClock.AddDays(random.Next(DaysOfClocks)) };
        Pairs++;
        try
        {
            Judge(pair, isFavourable, random, number);
        }
        catch (Exception fault)
        {
            Faults.Add($"pair {number}: {fault}\n{DocumentDifferences.List(pair)}");
        }
    }

    private void Judge(RevisionPair pair, bool isFavourable, Random random, int number)
    {
        var watch = Stopwatch.StartNew();
        var changes = RevisionComparison.Compare(pair.From, pair.To, pair.Now);
        _times.Add(watch.Elapsed);
        var isAdverse = changes.Any(change => change.Effect == Effect.Adverse);
        var worse = RevisionJudge.FindWorse(pair, random);
        if (worse is not null)
            Worse++;
        if (worse is not null && !isAdverse)
            Missed.Add($"pair {number}: {worse}\n{DocumentDifferences.List(pair)}");
        if (!isFavourable && worse is null && isAdverse)
            Unexplained.Add($"pair {number}:\n{DocumentDifferences.List(pair)}");
        if (!isFavourable || worse is not null)
            return;
        Favourable++;
        var adverse = changes
            .Where(it => it.Effect == Effect.Adverse)
            .Select(it => $"    {it.Path}: {it.From} -> {it.To}");
        if (isAdverse)
            WronglyAdverse.Add($"pair {number}:\n{string.Join("\n", adverse)}");
    }
}
