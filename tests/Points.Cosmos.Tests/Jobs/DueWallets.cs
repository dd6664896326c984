using Points.Cosmos.Jobs;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Jobs;

/// <summary>Lists the wallets that a job would find.</summary>
internal static class DueWallets
{
    /// <summary>Reads all pages of all ranges.</summary>
    public static async Task<WalletId[]> ListDue(this CosmosFixture cosmos, MaintenanceKind kind, DateTimeOffset now)
    {
        var (due, found) = (new CosmosDueWallets(cosmos.Client).Of(kind), new List<WalletId>());
        foreach (var range in await due.ListRanges(CancellationToken.None))
        {
            string? position = null;
            do
            {
                var page = await due.ReadPage(range, now, position, CancellationToken.None);
                found.AddRange(page.Items);
                position = page.Position;
            } while (position is not null);
        }
        return [.. found];
    }
}
