using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Verifying;

namespace Points.Cosmos.Verifying;

/// <summary>Stores verified heads in the container of look-ups, by ledger: no document names a member.</summary>
/// <param name="clock">Real time, by which the store says when a document was written.</param>
public sealed class CosmosVerifiedHeads(CosmosClient client, TimeProvider clock) : IVerifiedHeads
{
    private readonly Container _lookups = client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);

    public IDueItems<WalletId> Changed { get; } =
        new ChangedWallets(client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets), clock);

    public async Task<VerifiedHead?> Find(LedgerKey key, string programmeId, CancellationToken ct)
    {
        var id = VerifiedHeadDocument.IdOf(key, programmeId);
        return (await _lookups.Read(id, id, DocumentJson.Default.VerifiedHeadDocument, ct))?.Value is { } stored
            ? new(stored.Sequence, stored.Hash)
            : null;
    }

    public async Task Save(LedgerKey key, string programmeId, VerifiedHead head, CancellationToken ct)
    {
        var id = VerifiedHeadDocument.IdOf(key, programmeId);
        var stored = await _lookups.Read(id, id, DocumentJson.Default.VerifiedHeadDocument, ct);
        var batch = new AtomicBatch(_lookups, id);
        batch.Upsert(
            new(id, VerifiedHeadDocument.TypeName, head.Sequence, head.Hash),
            DocumentJson.Default.VerifiedHeadDocument,
            stored?.Unknown
        );
        await batch.Send(ct);
    }

    public async Task<string?> FindSamplePosition(CancellationToken ct) =>
        (
            await _lookups.Read(
                VerifySampleDocument.SingletonId,
                VerifySampleDocument.SingletonId,
                DocumentJson.Default.VerifySampleDocument,
                ct
            )
        )
            ?.Value
            .Position;

    public async Task SaveSamplePosition(string? position, CancellationToken ct)
    {
        const string Id = VerifySampleDocument.SingletonId;
        var stored = await _lookups.Read(Id, Id, DocumentJson.Default.VerifySampleDocument, ct);
        var batch = new AtomicBatch(_lookups, Id);
        batch.Upsert(new(Id, Id, position), DocumentJson.Default.VerifySampleDocument, stored?.Unknown);
        await batch.Send(ct);
    }

    private sealed class ChangedWallets(Container wallets, TimeProvider clock) : IDueItems<WalletId>
    {
        /// <summary>Of the present day, so that all pages of a run ask for the same wallets.</summary>
        private static readonly TimeSpan LookBack = TimeSpan.FromDays(2);

        public string Name => "ledgersToVerify";

        public Task<IReadOnlyList<string>> ListRanges(CancellationToken ct) => wallets.ListRanges(ct);

        public async Task<DuePage<WalletId>> ReadPage(
            string range,
            DateTimeOffset until,
            string? position,
            CancellationToken ct
        )
        {
            var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c._ts > @since")
                .WithParameter("@type", WalletDocument.TypeName)
                .WithParameter(
                    "@since",
                    StoredTime.FloorSeconds(
                        new DateTimeOffset(clock.GetUtcNow().UtcDateTime.Date, TimeSpan.Zero) - LookBack
                    )
                );
            var page = await wallets.ReadDuePage(
                range,
                query,
                position,
                DocumentJson.Default.QueryPageWalletReference,
                ct
            );
            return new([.. page.Items.Select(it => new WalletId(it.MemberId, it.ProgrammeId))], page.Position);
        }
    }
}
