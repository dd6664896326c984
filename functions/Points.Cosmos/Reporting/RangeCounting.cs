using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>
/// Counts entries of a range of wallets. How far each wallet is counted, and the sums of the days, are written
/// together: whatever is repeated, or dies in between, no entry counts twice.
/// </summary>
internal sealed class RangeCounting(CosmosClient client)
{
    /// <summary>
    /// Each can be of another wallet and another day, and the head is one more operation. Cosmos DB allows 100.
    /// </summary>
    private const int EntriesPerBatch = 40;

    private static readonly DocumentJson Json = DocumentJson.Default;

    private readonly WalletEntries _ledger = new(client);
    private readonly Container _reports = client.GetContainer(CosmosContainers.Database, CosmosContainers.Reports);

    /// <inheritdoc cref="IReportSums.Count"/>
    public async Task<IReadOnlyList<UncountedEntry>> Count(
        ReportPart part,
        IEnumerable<CountableEntry> entries,
        CancellationToken ct
    )
    {
        var uncounted = new List<UncountedEntry>();
        foreach (var chunk in entries.Chunk(EntriesPerBatch))
        foreach (var wallet in await CountChunk(part, chunk, ct))
            if (wallet.NeedsLedger && await CatchUp(part, wallet.Ledger, wallet.Id, ct) is { } missing)
                uncounted.Add(missing);
        return uncounted;
    }

    /// <summary>Counts the entries that follow those counted so far without a gap.</summary>
    private async Task<IReadOnlyList<CountedWallet>> CountChunk(
        ReportPart part,
        CountableEntry[] chunk,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var wallets = await Task.WhenAll(chunk.GroupBy(it => it.Ledger).Select(it => Read(part, [.. it], ct)));
            if (wallets.All(it => it.Tail.Next.IsEmpty))
                return wallets;
            var batch = new AtomicBatch(_reports, part.ToString());
            foreach (var wallet in wallets.Where(it => !it.Tail.Next.IsEmpty))
                wallet.AddTo(batch, part);
            await RangeDays.Add(_reports, batch, part, wallets.SelectMany(it => it.Tail.Next), ct);
            if ((await batch.Send(ct)).IsSuccess)
                return wallets;
            // Another instance changed the range. Or the answer was lost: then the wallets say that this is counted.
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <inheritdoc cref="IReportSums.CatchUp"/>
    public async Task<UncountedEntry?> CatchUp(ReportPart part, string ledger, WalletId id, CancellationToken ct)
    {
        var counted = (await ReadWallet(part, ledger, ct))?.Value.Sequence ?? 0;
        while (true)
        {
            var (entries, hasUnreadable) = await _ledger.ReadAfter(id, counted, EntriesPerBatch, ct);
            if (entries.Count == 0 && !hasUnreadable)
                return null;
            var before = counted;
            if (entries.Count > 0)
            {
                var next = await CountChunk(part, [.. entries.Select(it => new CountableEntry(ledger, id, it))], ct);
                counted = next[0].Tail.Counted;
            }
            if (counted > before)
                continue;
            await MarkGap(part, ledger, ct);
            return new(id, counted + 1);
        }
    }

    private async Task MarkGap(ReportPart part, string ledger, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var stored = await ReadWallet(part, ledger, ct);
            if (stored?.Value.GapIn is not null)
                return;
            var batch = new AtomicBatch(_reports, part.ToString());
            CountedWallet.Write(batch, part, ledger, stored, stored?.Value.Sequence ?? 0, part.ProgrammeId);
            if ((await batch.Send(ct)).IsSuccess)
                return;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    private async Task<CountedWallet> Read(ReportPart part, IReadOnlyList<CountableEntry> entries, CancellationToken ct)
    {
        var (ledger, id) = (entries[0].Ledger, entries[0].Wallet);
        var stored = await ReadWallet(part, ledger, ct);
        return new(ledger, id, stored, WalletTail.After(stored?.Value.Sequence ?? 0, entries.Select(it => it.Entry)));
    }

    private Task<StoredDocument<ReportWalletDocument>?> ReadWallet(
        ReportPart part,
        string ledger,
        CancellationToken ct
    ) => _reports.Read(part.ToString(), ReportWalletDocument.IdOf(ledger), Json.ReportWalletDocument, ct);

    /// <param name="Tail">What is to be counted now.</param>
    private sealed record CountedWallet(
        string Ledger,
        WalletId Id,
        StoredDocument<ReportWalletDocument>? Stored,
        WalletTail Tail
    )
    {
        /// <summary>Whether entries wait for earlier ones, or did so until now.</summary>
        public bool NeedsLedger => Tail.IsBlocked || (Stored?.Value.GapIn is not null && !Tail.Next.IsEmpty);

        public void AddTo(AtomicBatch batch, ReportPart part) =>
            Write(batch, part, Ledger, Stored, Tail.Counted, gapIn: null);

        public static void Write(
            AtomicBatch batch,
            ReportPart part,
            string ledger,
            StoredDocument<ReportWalletDocument>? stored,
            long counted,
            string? gapIn
        )
        {
            var document = ReportWalletDocument.Of(part.ToString(), ledger, counted, gapIn);
            if (stored is null)
                batch.Create(document, Json.ReportWalletDocument);
            else
                batch.Replace(document.Id, document, Json.ReportWalletDocument, stored.ETag, stored.Unknown);
        }
    }
}
