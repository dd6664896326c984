using System.Diagnostics;
using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Erasing;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Verifying;
using Points.Tests;
using static Points.Domain.Tests.RandomScenarios;

namespace Points.Domain.Tests.Verifying;

/// <summary>
/// The verifier in <c>verify.mjs</c>, which follows <c>docs/verifying.md</c> and shares no code with ours, agrees with
/// it on ledgers with every kind of entry, as they are and with each field altered.
/// </summary>
public sealed class ProofAgreementTests : IDisposable
{
    /// <summary>
    /// Fields that only our verifier compares: what a wallet remembers of expired lots, what describes holds, and the
    /// merchant's reference of the use of a voucher.
    /// </summary>
    private static readonly string[] NotCompared =
    [
        ".recentlyExpired",
        ".voucher.reference",
        ".holds[*].rewardId",
        ".holds[*].quantity",
        ".holds[*].at",
        ".holds[*].until",
        ".holds[*].receiver",
    ];

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Both_verifiers_accept_every_kind_of_entry_and_find_the_same_alterations()
    {
        var pages = PagesWithEveryKind();
        var (files, altered) = (
            new List<(string Path, string Altered, bool Differs)>(),
            new HashSet<string>(StringComparer.Ordinal)
        );
        foreach (var page in pages)
        {
            files.Add((Write(files.Count, page), "nothing", Differs(page)));
            foreach (var (place, json) in Alter(page, altered))
                files.Add((Write(files.Count, json), place, Differs(json)));
        }

        var found = await RunSecondVerifier(files.Select(it => it.Path));

        Assert.All(files.Where(it => it.Altered == "nothing"), it => Assert.False(it.Differs));
        Assert.Empty(
            files.Where(it => it.Differs != found.Contains(it.Path)).Select(it => $"{it.Altered}: {it.Differs}")
        );
        Assert.Empty(files.Where(it => IsOfEntry(it.Altered) && !it.Differs).Select(it => it.Altered));
    }

    /// <summary>All of an entry is in its hash.</summary>
    private static bool IsOfEntry(string altered) => altered.StartsWith(".entries", StringComparison.Ordinal);

    /// <summary>Short lives that together have every kind of entry.</summary>
    private static List<JsonObject> PagesWithEveryKind()
    {
        var (pages, missing) = (new List<JsonObject>(), ListKinds());
        foreach (var terms in (ProgrammeTerms[])[RefundsFromAnyLot, PointsPendingAtFirst])
        foreach (var amount in (int[])[60_000, 19_999, 300])
        foreach (var choice in Enumerable.Range(0, 8))
        foreach (var life in Lives)
        {
            var steps = life.Select(it => new Step(it.Kind, 0, amount, choice, it.DaysLater)).ToArray();
            foreach (var wallet in Scenario.Run(steps, terms).Wallets)
            {
                var before = missing.Count;
                missing.ExceptWith(wallet.Entries.Select(KindOf));
                if (missing.Count < before)
                    pages.Add(PageOf(wallet));
            }
        }
        var erased = Scenario.Run([new Step(StepKind.Earn, 0, 60_000, 0, 0)], RefundsFromAnyLot).Wallets[0];
        var last = EndWallet.RequestFor(erased.Wallet.Id, erased.Entries[^1].At);
        erased.Decide((it, records) => EndWallet.Decide(it, records, RefundsFromAnyLot, last)).ExpectAccepted();
        missing.ExceptWith(erased.Entries.Select(KindOf));
        pages.Add(PageOf(erased));
        Assert.Empty(missing);
        return pages;
    }

    private static readonly (StepKind Kind, int DaysLater)[][] Lives =
    [
        [(StepKind.Earn, 0), (StepKind.Hold, 0), (StepKind.Confirm, 0)],
        [(StepKind.Earn, 0), (StepKind.Hold, 0), (StepKind.Cancel, 0)],
        [(StepKind.Earn, 0), (StepKind.Hold, 0), (StepKind.Jobs, 90)],
        [(StepKind.Earn, 0), (StepKind.Redeem, 0), (StepKind.UseVoucher, 0), (StepKind.Reverse, 0)],
        [(StepKind.EarlyRefund, 0), (StepKind.Earn, 0), (StepKind.RefundPart, 1), (StepKind.RefundWhole, 1)],
        [(StepKind.Earn, 0), (StepKind.StartTransfer, 0), (StepKind.ResumeTransfer, 0), (StepKind.ResumeTransfer, 0)],
        [(StepKind.Adjust, 0), (StepKind.OpenBalance, 0), (StepKind.Jobs, 0)],
        [(StepKind.Earn, 0), (StepKind.Jobs, 20), (StepKind.Jobs, 100), (StepKind.Jobs, 900)],
    ];

    /// <summary>
    /// All kinds but actions, which no scenario has, and which differ from purchases in two fields only.
    /// </summary>
    private static HashSet<Type> ListKinds() =>
        [
            .. typeof(EntryKind)
                .GetNestedTypes()
                .Where(type => type.IsSubclassOf(typeof(EntryKind)) && type != typeof(EntryKind.Action)),
        ];

    private static Type KindOf(LedgerEntry entry) => entry.Kind.GetType();

    private static JsonObject PageOf(InMemoryWallet it) =>
        JsonNode
            .Parse(LedgerProof.Of(it.Wallet, it.Entries, [.. it.Records], tiers: null, next: null).ToJson())!
            .AsObject();

    /// <summary>Alters one field after another; of entries, records and lots that are alike only the first.</summary>
    private static IEnumerable<(string Altered, JsonObject Page)> Alter(JsonObject page, HashSet<string> done)
    {
        foreach (var (path, place) in Leaves(page, "", ""))
            if (done.Add(place) && !NotCompared.Any(it => place.Contains(it, StringComparison.Ordinal)))
                yield return (place, With(page, path));
    }

    /// <returns>The path of each value, and the path with what kind of entry or record it is in.</returns>
    private static IEnumerable<(string Path, string Place)> Leaves(JsonNode node, string path, string place)
    {
        if (node is JsonObject fields)
        {
            var kind = (string?)fields["kind"]?["name"];
            foreach (var (name, value) in fields)
                if (value is not null)
                    foreach (
                        var leaf in Leaves(
                            value,
                            $"{path}.{name}",
                            $"{place}{(kind is null ? "" : $"({kind})")}.{name}"
                        )
                    )
                        yield return leaf;
        }
        else if (node is JsonArray items)
            for (var at = 0; at < items.Count; at++)
                foreach (var leaf in Leaves(items[at]!, $"{path}.{at}", $"{place}[*]"))
                    yield return leaf;
        else
            yield return (path, place);
    }

    private static JsonObject With(JsonObject page, string path)
    {
        var copy = page.DeepClone().AsObject();
        JsonNode parent = copy;
        var names = path.Split('.')[1..];
        foreach (var name in names[..^1])
            parent = parent is JsonArray items ? items[int.Parse(name, null)]! : parent[name]!;
        if (parent is JsonArray array)
            array[int.Parse(names[^1], null)] = Altered(array[int.Parse(names[^1], null)]!.AsValue());
        else
            parent[names[^1]] = Altered(parent[names[^1]]!.AsValue());
        return copy;
    }

    private static JsonNode Altered(JsonValue value)
    {
        if (value.GetValueKind() == JsonValueKind.Number)
            return value.GetValue<long>() + 1;
        if (value.GetValueKind() is JsonValueKind.True or JsonValueKind.False)
            return !value.GetValue<bool>();
        var text = value.GetValue<string>();
        if (DateOnly.TryParseExact(text, "yyyy-MM-dd", null, DateTimeStyles.None, out var day))
            return day.AddDays(1).ToString("O", null);
        return text.Contains('T', StringComparison.Ordinal) && value.TryGetValue<DateTimeOffset>(out var at)
            ? at.AddSeconds(1)
            : text + "x";
    }

    private static bool Differs(JsonObject page)
    {
        try
        {
            var read = LedgerProof.FromJson(Encoding.UTF8.GetBytes(page.ToJsonString()));
            return LedgerVerifier.Verify(LedgerProof.Join([read]), new()).Count > 0;
        }
        catch (InvalidDataException)
        {
            return true;
        }
    }

    private string Write(int number, JsonObject page)
    {
        var path = _folder.PathOf($"{number}.json");
        File.WriteAllText(path, page.ToJsonString());
        return path;
    }

    private async Task<HashSet<string>> RunSecondVerifier(IEnumerable<string> files)
    {
        var start = new ProcessStartInfo("node")
        {
            WorkingDirectory = _folder.PathOf("."),
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.ArgumentList.Add(RepositoryFolder.Of("tests", "Points.Domain.Tests", "Verifying", "verify.mjs"));
        foreach (var file in files)
            start.ArgumentList.Add(file);
        using var node = Process.Start(start)!;
        var (output, errors) = (node.StandardOutput.ReadToEndAsync(), node.StandardError.ReadToEndAsync());
        await node.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Empty(await errors);
        return [.. (await output).Split('\n').Select(line => line.Split(' ')[0]).Where(line => line.Length > 0)];
    }
}
