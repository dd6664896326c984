using Microsoft.Azure.Cosmos;
using Points.Cosmos.Wallets;
using Points.Domain.Ledger;
using Points.Torture.Steps;

namespace Points.Torture.Checks;

/// <summary>A wallet and its whole ledger, oldest entry first.</summary>
internal sealed record StoredWallet(Wallet Wallet, IReadOnlyList<LedgerEntry> Entries)
{
    public WalletId Id => Wallet.Id;

    public static async Task<IReadOnlyList<StoredWallet>> ReadAll(CosmosClient client, World world)
    {
        var (store, all) = (new CosmosWalletStore(client), new List<StoredWallet>());
        foreach (var member in world.Members)
        foreach (var programme in World.Programmes)
        {
            var id = new WalletId(member, programme);
            if (await store.Read(id, CancellationToken.None) is not { } read)
                continue;
            var entries = await store.ListEntries(id, long.MaxValue, int.MaxValue, CancellationToken.None);
            all.Add(new(read.Wallet, [.. entries.Reverse()]));
        }
        return all;
    }
}
