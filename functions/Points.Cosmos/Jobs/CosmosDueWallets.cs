using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Jobs;
using Points.Domain.Ledger;

namespace Points.Cosmos.Jobs;

/// <summary>Finds due wallets by the indexed field of each kind of maintenance (decision 15).</summary>
public sealed class CosmosDueWallets(CosmosClient client) : IDueWallets
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public IDueItems<WalletId> Of(MaintenanceKind kind) => new DueFor(_wallets, WalletDocument.DueFieldOf(kind));

    private sealed class DueFor(Container wallets, string dueField) : IDueItems<WalletId>
    {
        public string Name => dueField;

        public Task<IReadOnlyList<string>> ListRanges(CancellationToken ct) => wallets.ListRanges(ct);

        public async Task<DuePage<WalletId>> ReadPage(
            string range,
            DateTimeOffset until,
            string? position,
            CancellationToken ct
        )
        {
            var query = new QueryDefinition($"SELECT * FROM c WHERE c.{dueField} <= @until").WithParameter(
                "@until",
                StoredTime.FloorSeconds(until)
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
