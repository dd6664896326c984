using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Programmes.Changes;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Compares random pairs of documents, and counts where the product and the judge disagree.</summary>
internal sealed class ProofRun(int seed)
{
    public int Pairs { get; private set; }
    public int Worse { get; private set; }
    public int Favourable { get; private set; }
    public List<string> Missed { get; } = [];
    public List<string> WronglyAdverse { get; } = [];
    public List<string> Exceptions { get; } = [];
    private readonly List<TimeSpan> _times = [];

    public static ProofRun Of(int seed, int pairs)
    {
        var run = new ProofRun(seed);
        for (var pair = 0; pair < pairs; pair++)
            run.TryPair(pair);
        return run;
    }

    /// <summary>The figures of the run, one a line.</summary>
    public string Figures()
    {
        var sorted = _times.Order().ToArray();
        return string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"""
            seed {seed}
            pairs {Pairs}
            judged worse {Worse}
            missed {Missed.Count}
            purely favourable {Favourable}
            wrongly adverse {WronglyAdverse.Count}
            exceptions {Exceptions.Count}
            FindChanges median {sorted[sorted.Length / 2].TotalMilliseconds:0.00} ms
            FindChanges worst {sorted[^1].TotalMilliseconds:0.00} ms
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
        // Most changes together hide that one of them was missed, so half of the pairs differ in one place.
        var changes = isSmall ? 1 : random.Next(2, 5);
        var to = isFavourable ? favourable.Mutate(from, changes) : mutation.Mutate(from, changes);
        if (RevisionPair.TryCreate(from, to) is not { } pair)
            return;
        Pairs++;
        try
        {
            Judge(pair, isFavourable, random, number);
        }
        catch (Exception fault)
        {
            Exceptions.Add(
                $"pair {number}: {fault.GetType().Name} {fault.Message} {Describe(pair)}\n{fault.StackTrace}"
            );
        }
    }

    private void Judge(RevisionPair pair, bool isFavourable, Random random, int number)
    {
        var watch = Stopwatch.StartNew();
        var changes = DocumentDiff.FindChanges(pair.From, pair.To);
        _times.Add(watch.Elapsed);
        var isAdverse = changes.Any(change => change.Effect == Effect.Adverse);
        var worse = RevisionJudge.FindWorse(pair, random);
        if (worse is not null)
            Worse++;
        if (worse is not null && !isAdverse)
            Missed.Add($"pair {number}: {worse}\n{Describe(pair)}");
        if (!isFavourable || worse is not null)
            return;
        Favourable++;
        if (isAdverse)
            WronglyAdverse.Add(
                $"pair {number}: {string.Join("; ", changes.Where(it => it.Effect == Effect.Adverse).Select(it => $"{it.Path} {it.From} -> {it.To}"))}"
            );
    }

    /// <summary>The differences of the two documents, by path.</summary>
    public static string Describe(RevisionPair pair) =>
        string.Join(
            "\n",
            Differences(
                JsonNode.Parse(pair.From.GetRawText()),
                JsonNode.Parse(pair.To.GetRawText()),
                pair.Old.ProgrammeId
            )
        );

    private static IEnumerable<string> Differences(JsonNode? from, JsonNode? to, string path)
    {
        if (JsonNode.DeepEquals(from, to))
            return [];
        if (from is JsonObject before && to is JsonObject after)
            return before
                .Select(it => it.Key)
                .Union(after.Select(it => it.Key))
                .SelectMany(key => Differences(before[key], after[key], $"{path}.{key}"));
        if (from is JsonArray left && to is JsonArray right && left.Count == right.Count && left[0] is JsonObject)
            return left.Zip(right)
                .Index()
                .SelectMany(it => Differences(it.Item.First, it.Item.Second, $"{path}[{it.Index}]"));
        return [$"    {path}: {Write(from)} -> {Write(to)}"];
    }

    private static readonly JsonSerializerOptions Plain = new()
    {
        Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    private static string Write(JsonNode? node) => node?.ToJsonString(Plain) ?? "(none)";
}
