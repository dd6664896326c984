using System.Text.Json;
using Points.Domain.Ledger;

namespace Points.Torture.Checks;

/// <summary>Points come only from budgets, orders earn once, and families lose and gain none.</summary>
internal static class PointsChecks
{
    public static CheckResult CountOrders(IReadOnlyList<StoredWallet> wallets, IReadOnlyList<JsonElement> orders)
    {
        var entries = wallets.SelectMany(wallet => wallet.Entries).ToArray();
        var refunds = entries
            .Select(entry => entry.Kind)
            .OfType<EntryKind.Refund>()
            .CountBy(it => (it.MerchantId, it.OrderId))
            .ToDictionary();
        var purchases = entries
            .Select(entry => entry.Kind)
            .OfType<EntryKind.Purchase>()
            .CountBy(it => (it.MerchantId, it.OrderId))
            .ToArray();
        return CheckResult.From(
            "every order earns once over all members",
            $"{purchases.Length} orders",
            purchases
                .Where(it => it.Value > 1 + refunds.GetValueOrDefault(it.Key))
                .Select(it => $"order {it.Key} earned {it.Value} times")
                .Concat(
                    orders
                        .Where(order => !IsFullyRefunded(order))
                        .CountBy(order => (order.Text("merchantId"), order.Text("orderId")))
                        .Where(it => it.Value > 1)
                        .Select(it => $"order {it.Key} is kept for {it.Value} members")
                )
        );
    }

    /// <param name="caps">The most points that each programme issues in a period.</param>
    public static CheckResult CompareBudgets(
        IReadOnlyList<StoredWallet> wallets,
        IReadOnlyList<JsonElement> shards,
        IReadOnlyDictionary<string, long> caps
    )
    {
        var drawn = wallets
            .GroupBy(wallet => wallet.Id.ProgrammeId)
            .ToDictionary(
                it => it.Key,
                it =>
                    it.SelectMany(wallet => wallet.Entries).Sum(entry => entry.Leases.Sum(spend => spend.Points.Value))
            );
        var issued = shards.GroupBy(shard => shard.Text("programmeId")).ToArray();
        return CheckResult.From(
            "budgets have issued what entries drew from them, and never more than their caps",
            string.Join(", ", issued.Select(it => $"{it.Key} {it.Sum(shard => shard.Number("issued"))} points")),
            issued
                .Select(it =>
                    it.Sum(shard => shard.Number("issued")) is var sum && sum == drawn[it.Key]
                        ? null
                        : $"the budgets of {it.Key} have issued {sum} points, but its entries drew {drawn[it.Key]}"
                )
                .Concat(
                    shards
                        .Where(shard => shard.GetProperty("leases").GetArrayLength() > 0)
                        .Select(shard => $"{shard.Text("id")} still has leases")
                )
                .Concat(
                    shards
                        .Where(shard => shard.Find("purpose") is null)
                        .GroupBy(shard => (Programme: shard.Text("programmeId"), Period: shard.Text("period")))
                        .Where(it => it.Sum(shard => shard.Number("issued")) > caps[it.Key.Programme])
                        .Select(it => $"the budget {it.Key} has issued more than its cap")
                )
        );
    }

    public static CheckResult CompareWallets(IReadOnlyList<StoredWallet> wallets, IReadOnlyList<JsonElement> shards)
    {
        var held = wallets.Sum(it =>
            it.Wallet.Lots.Total.Value + it.Wallet.PendingLots.Total.Value + it.Wallet.Held.Value
        );
        var (owed, issued) = (wallets.Sum(it => it.Wallet.Debt.Value), shards.Sum(shard => shard.Number("issued")));
        return new(
            "wallets hold no more points than were issued",
            $"{held} held, {owed} owed, {issued} issued",
            held - owed <= issued ? null : $"wallets hold {held - owed} points, but {issued} were issued"
        );
    }

    public static CheckResult CompareTransfers(IReadOnlyList<StoredWallet> wallets)
    {
        var entries = wallets.SelectMany(wallet => wallet.Entries).ToArray();
        var arrivals = entries
            .Where(it => it.Kind is EntryKind.TransferIn)
            .ToLookup(it => ((EntryKind.TransferIn)it.Kind).TransferId);
        var ends = entries
            .Where(it => it.Kind is EntryKind.TransferCompletion)
            .ToLookup(it => ((EntryKind.TransferCompletion)it.Kind).TransferId);
        var sent = entries.Where(it => it.Kind is EntryKind.TransferOut).ToArray();
        return CheckResult.From(
            "points sent in families arrive or come back, once",
            $"{sent.Length} transfers",
            sent.Select(it => FindDifference(it, arrivals, ends))
        );
    }

    private static string? FindDifference(
        LedgerEntry sent,
        ILookup<string, LedgerEntry> arrivals,
        ILookup<string, LedgerEntry> ends
    )
    {
        var id = ((EntryKind.TransferOut)sent.Kind).TransferId;
        var points = Lots.Sum(sent.HoldChanges).Value;
        if (arrivals[id].Count() != 1 || ends[id].Count() != 1)
            return $"transfer {id} arrived {arrivals[id].Count()} times and ended {ends[id].Count()} times";
        var (arrival, end) = (arrivals[id].Single(), ends[id].Single());
        var hasArrived = ((EntryKind.TransferIn)arrival.Kind).IsAccepted;
        // All came in, also those that repaid a debt, or expired at once because their last day had passed on the way.
        var arrived = arrival.LotChanges.Sum(lot => Math.Max(0, lot.Points.Value));
        if (((EntryKind.TransferCompletion)end.Kind).HasArrived != hasArrived)
            return $"transfer {id} arrived: {hasArrived}, but its sender was told otherwise";
        if (Lots.Sum(end.HoldChanges).Value != -points)
            return $"transfer {id} held {points} points and released {-Lots.Sum(end.HoldChanges).Value}";
        return arrived == (hasArrived ? points : 0)
            ? null
            : $"transfer {id} sent {points} points, and {arrived} arrived";
    }

    private static bool IsFullyRefunded(JsonElement order) =>
        order
            .GetProperty("lines")
            .EnumerateArray()
            .All(line => line.Find("refundedFen") is { } refunded && refunded.GetInt64() == line.Number("amountFen"));
}
