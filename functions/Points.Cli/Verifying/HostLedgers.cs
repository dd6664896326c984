using System.Globalization;
using System.Net;
using System.Text;
using System.Text.Json;
using Points.Cli.Hosts;
using Points.Domain.Relaying;
using Points.Domain.Verifying;

namespace Points.Cli.Verifying;

/// <summary>Verifies all ledgers of a host, through its API, with an auditor's token.</summary>
/// <param name="anchorsFrom">The first UTC day whose anchors ledgers are held against.</param>
/// <param name="today">The last of these days.</param>
internal sealed class HostLedgers(HttpClient host, DateOnly anchorsFrom, DateOnly today, VerifyTally tally)
{
    public const int ParallelMax = 8;

    /// <summary>The most days that the host lists in one request.</summary>
    private const int AnchorDaysMax = 31;

    /// <summary>A ledger that members use may change while it is read: then it is read again.</summary>
    private const int ReadsMax = 3;

    private static readonly CompositeFormat ProofPath = CompositeFormat.Parse(
        "api/ledgers/{0}/proof?programmeId={1}&limit=200"
    );

    /// <exception cref="CommandException">The host refuses, or does not answer.</exception>
    public async Task Run(CancellationToken ct)
    {
        // Before the ledgers: what was anchored by now must be in them.
        var anchored = await ReadAnchors(ct);
        tally.Heads = anchored.Count;
        await Parallel.ForEachAsync(
            List(ct),
            new ParallelOptions { MaxDegreeOfParallelism = ParallelMax, CancellationToken = ct },
            async (ledger, token) => await Verify(ledger, anchored, token)
        );
    }

    private async Task Verify(
        (string LedgerKey, string ProgrammeId) ledger,
        AnchoredHeads anchored,
        CancellationToken ct
    )
    {
        for (var read = 1; ; read++)
            try
            {
                var stored = await ReadProof(ledger, ct);
                var findings = LedgerVerifier.Verify(stored, anchored);
                if (findings.Count > 0 && read < ReadsMax)
                    continue;
                tally.Add(stored, findings);
                return;
            }
            catch (InvalidDataException fault)
            {
                tally.Add([new($"{ledger.LedgerKey}/{ledger.ProgrammeId}", EntryId: null, fault.Message)]);
                return;
            }
    }

    private async Task<StoredLedger> ReadProof((string LedgerKey, string ProgrammeId) ledger, CancellationToken ct)
    {
        var path = string.Format(CultureInfo.InvariantCulture, ProofPath, ledger.LedgerKey, ledger.ProgrammeId);
        var pages = new List<LedgerProof>();
        for (string? cursor = null; pages.Count == 0 || cursor is not null; cursor = pages[^1].Next)
            pages.Add(LedgerProof.FromJson(await Get(path + CursorOf(cursor), ct)));
        return LedgerProof.Join(pages);
    }

    private async IAsyncEnumerable<(string, string)> List(
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var item in ReadItems("api/ledgers?limit=200", ct))
            yield return (
                item.GetProperty("ledgerKey").GetString() ?? "",
                item.GetProperty("programmeId").GetString() ?? ""
            );
    }

    private async Task<AnchoredHeads> ReadAnchors(CancellationToken ct)
    {
        var anchored = new AnchoredHeads();
        for (var from = anchorsFrom; from <= today; from = from.AddDays(AnchorDaysMax))
        {
            var to = from.AddDays(AnchorDaysMax - 1) < today ? from.AddDays(AnchorDaysMax - 1) : today;
            await foreach (
                var file in ReadItems(
                    FormattableString.Invariant($"api/anchors?from={from:yyyy-MM-dd}&to={to:yyyy-MM-dd}&limit=200"),
                    ct
                )
            )
            foreach (var head in file.GetProperty("heads").EnumerateArray())
                anchored.Add(
                    new AnchoredHead(
                        head.GetProperty("ledger").GetString() ?? "",
                        head.GetProperty("sequence").GetInt64(),
                        head.GetProperty("hash").GetString() ?? ""
                    )
                );
        }
        return anchored;
    }

    private async IAsyncEnumerable<JsonElement> ReadItems(
        string path,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken ct
    )
    {
        string? cursor = null;
        do
        {
            using var page = JsonDocument.Parse(await Get(path + CursorOf(cursor), ct));
            foreach (var item in page.RootElement.GetProperty("items").EnumerateArray())
                yield return item.Clone();
            cursor = page.RootElement.TryGetProperty("next", out var next) ? next.GetString() : null;
        } while (cursor is not null);
    }

    private static string CursorOf(string? cursor) => cursor is null ? "" : $"&cursor={Uri.EscapeDataString(cursor)}";

    private async Task<byte[]> Get(string path, CancellationToken ct)
    {
        try
        {
            using var answer = await host.GetAsync(new Uri(path, UriKind.Relative), ct);
            if (answer.IsSuccessStatusCode)
                return await answer.Content.ReadAsByteArrayAsync(ct);
            throw new CommandException(
                answer.StatusCode switch
                {
                    HttpStatusCode.Unauthorized => "The host does not accept the token.",
                    HttpStatusCode.Forbidden => "The token must have the role auditor.",
                    var status => $"The host answered {path.Split('?')[0]} with status {(int)status}.",
                }
            );
        }
        catch (HttpRequestException fault)
        {
            throw new CommandException($"The host does not answer: {fault.Message}", fault);
        }
    }
}
