using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Wallets;
using Points.Domain.Ledger;

namespace Points.Torture.Checks;

/// <summary>Limited rewards: every piece is left, or belongs to one redemption.</summary>
internal static class StockChecks
{
    public static CheckResult CompareShards(IReadOnlyList<JsonElement> shards, IReadOnlyList<JsonElement> reservations)
    {
        var reserved = reservations.GroupBy(it => it.Text("shard")).ToDictionary(it => it.Key, SumPieces);
        return CheckResult.From(
            "the pieces left and reserved are those stated",
            $"{shards.Sum(it => it.Number("share"))} stated, {shards.Sum(it => it.Number("remaining"))} left, "
                + $"{SumPieces(reservations)} reserved",
            shards.Select(it =>
                it.Number("remaining") + reserved.GetValueOrDefault(it.Text("id")) == it.Number("share")
                    ? null
                    : $"{it.Text("id")} states {it.Number("share")}, has {it.Number("remaining")} left and "
                        + $"{reserved.GetValueOrDefault(it.Text("id"))} reserved"
            )
        );
    }

    public static async Task<CheckResult> CompareRedemptions(
        CosmosClient client,
        IReadOnlyList<StoredWallet> wallets,
        IReadOnlyList<JsonElement> reservations,
        DateTimeOffset now
    )
    {
        var reserved = reservations.GroupBy(it => it.Text("redemptionId")).ToDictionary(it => it.Key, SumPieces);
        var (store, differences, compared) = (new CosmosWalletStore(client), new List<string>(), 0);
        foreach (var (member, id) in wallets.SelectMany(ListRedemptions))
        {
            var record = await store.FindRecord(member, new RecordKey.Redemption(id), CancellationToken.None);
            if (record is not Redemption redemption)
                differences.Add($"the redemption {id} of {member} is not stored");
            else if (redemption.Reservation is not null)
            {
                compared++;
                reserved.Remove(id, out var pieces);
                if (pieces != redemption.PiecesKeptAt(now))
                    differences.Add($"{id} keeps {redemption.PiecesKeptAt(now)} pieces, but {pieces} are reserved");
            }
        }
        differences.AddRange(reserved.Keys.Select(id => $"pieces are reserved for {id}, which does not exist"));
        return CheckResult.From(
            "reserved pieces belong to redemptions that have them",
            $"{compared} redemptions of limited rewards",
            differences
        );
    }

    private static IEnumerable<(string MemberId, string RedemptionId)> ListRedemptions(StoredWallet wallet) =>
        wallet
            .Entries.Select(entry =>
                entry.Kind switch
                {
                    EntryKind.Redemption it => it.RedemptionId,
                    EntryKind.Hold it => it.RedemptionId,
                    _ => null,
                }
            )
            .OfType<string>()
            .Select(id => (wallet.Id.MemberId, id));

    private static long SumPieces(IEnumerable<JsonElement> reservations) => reservations.Sum(it => it.Number("pieces"));
}
