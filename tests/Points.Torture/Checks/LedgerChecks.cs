using Points.Domain.Ledger;
using Points.Torture.Requests;
using Points.Torture.Steps;

namespace Points.Torture.Checks;

/// <summary>Every ledger explains its wallet, and has one entry for each accepted request.</summary>
internal static class LedgerChecks
{
    public static CheckResult Replay(IReadOnlyList<StoredWallet> wallets) =>
        CheckResult.From(
            "every ledger verifies, and replaying it gives its wallet",
            $"{wallets.Sum(it => it.Entries.Count)} entries of {wallets.Count} wallets",
            wallets.Select(FindDifference)
        );

    /// <summary>Entries of requests keep a fingerprint; all others follow from the ledger.</summary>
    public static CheckResult CountRequests(
        IReadOnlyList<StoredWallet> wallets,
        IReadOnlyList<Exchange> exchanges,
        IReadOnlyList<MessageOutcome> messages
    )
    {
        var requests = exchanges
            .Where(it => it.Command.MemberId is not null)
            .ToLookup(it => new WalletId(it.Command.MemberId!, it.Command.ProgrammeId!));
        var accepted = messages.Where(it => it.IsAccepted).ToLookup(it => it.Wallet);
        return CheckResult.From(
            "no request is counted twice, and no accepted one is lost",
            $"{exchanges.Count(it => it.Accepted is not null)} accepted requests and "
                + $"{messages.Count(it => it.IsAccepted)} messages",
            wallets.Select(wallet =>
            {
                var booked = wallet.Entries.Count(IsOfCaller);
                var least = requests[wallet.Id].Count(it => it.Accepted is not null) + accepted[wallet.Id].Count();
                var most = least + requests[wallet.Id].Count(it => it.Accepted is null && it.IsOpen);
                return booked >= least && booked <= most
                    ? null
                    : $"{wallet.Id} has {booked} entries of requests, but {least} were accepted and "
                        + $"{most - least} left open";
            })
        );
    }

    /// <summary>A birthday brings one gift in twelve months, however often jobs run and birthdays change.</summary>
    public static CheckResult CountGifts(IReadOnlyList<StoredWallet> wallets)
    {
        var gifts = wallets
            .Select(wallet =>
                (
                    wallet.Id,
                    Times: wallet
                        .Entries.Where(entry => entry.Kind is EntryKind.Action { ActionId: StepTable.GiftAction })
                        .Select(entry => entry.At)
                        .ToArray()
                )
            )
            .ToArray();
        return CheckResult.From(
            "a birthday brings one gift in twelve months",
            $"{gifts.Sum(it => it.Times.Length)} gifts",
            gifts.Select(it =>
                it.Times.Zip(it.Times.Skip(1)).Any(pair => pair.First.AddMonths(11) > pair.Second)
                    ? $"{it.Id} got gifts at {string.Join(", ", it.Times)}"
                    : null
            )
        );
    }

    /// <summary>What answers said is what the ledger says.</summary>
    public static CheckResult CompareAnswers(IReadOnlyList<StoredWallet> wallets, IReadOnlyList<Exchange> exchanges)
    {
        var entries = wallets.ToDictionary(it => it.Id, it => it.Entries);
        var accepted = exchanges.Where(it => it is { Accepted: not null, Command.MemberId: not null }).ToArray();
        return CheckResult.From(
            "the ledger says what each accepted answer said",
            $"{accepted.Length} answers",
            accepted.Select(it =>
            {
                var wallet = new WalletId(it.Command.MemberId!, it.Command.ProgrammeId!);
                return entries.TryGetValue(wallet, out var ledger) && ledger.Any(entry => Says(entry, it))
                    ? null
                    : $"no entry of {wallet} says what {it.Command.Identity} was told: {it.Accepted!.Text}";
            })
        );
    }

    /// <summary>
    /// Whether a caller asked for an entry. Gifts, and the later entries of a transfer, have fingerprints too.
    /// </summary>
    private static bool IsOfCaller(LedgerEntry entry) =>
        entry
            is {
                Fingerprint: not null,
                Kind: not (
                    EntryKind.Action { ActionId: StepTable.GiftAction }
                    or EntryKind.TransferIn
                    or EntryKind.TransferCompletion
                )
            };

    private static string? FindDifference(StoredWallet stored)
    {
        var (id, wallet) = (stored.Id, stored.Wallet);
        if (HashChain.FindFirstFault(id, wallet.LedgerKey, stored.Entries) is { } fault)
            return $"{id}: {fault}";
        Wallet replayed;
        try
        {
            replayed = LedgerReplay.Rebuild(id, wallet.LedgerKey, wallet.Facts, stored.Entries);
        }
        catch (InvalidDataException contradiction)
        {
            return $"{id}: {contradiction.Message}";
        }
        return !replayed.Lots.Open.SequenceEqual(wallet.Lots.Open) ? $"{id} has other lots than its ledger"
            : !replayed.PendingLots.All.SequenceEqual(wallet.PendingLots.All)
                ? $"{id} has other pending lots than its ledger"
            : !HoldsOf(replayed).SequenceEqual(HoldsOf(wallet)) ? $"{id} has other holds than its ledger"
            : !replayed.Debts.SequenceEqual(wallet.Debts) ? $"{id} has other debts than its ledger"
            : replayed.Head != wallet.Head || replayed.Sequence != wallet.Sequence
                ? $"{id} is not at the head of its ledger"
            : null;
    }

    private static IEnumerable<(string Id, long Points)> HoldsOf(Wallet wallet) =>
        wallet.Holds.Select(hold => (hold.HoldId, hold.Points.Value));

    private static bool Says(LedgerEntry entry, Exchange exchange)
    {
        var body = exchange.Accepted!.Body;
        string? Text(string field) => body[field]?.GetValue<string>();
        var points = body["points"]?.GetValue<long>();
        return entry.Fingerprint is not null
            && entry.Kind switch
            {
                EntryKind.Purchase or EntryKind.Action => Text("entryId") == entry.EntryId
                    && points == EarnedAsTold(entry, exchange.Command.By).Value,
                EntryKind.Refund it => Text("entryId") == entry.EntryId && points == it.TakenBack.Value,
                EntryKind.Redemption it => Text("redemptionId") == it.RedemptionId && points == -entry.Points.Value,
                EntryKind.Hold it => Text("redemptionId") == it.RedemptionId && points == -entry.Points.Value,
                EntryKind.Confirmation it => Text("redemptionId") == it.RedemptionId,
                EntryKind.Release it => Text("redemptionId") == it.RedemptionId,
                EntryKind.Reversal it => Text("redemptionId") == it.RedemptionId,
                EntryKind.VoucherUse it => Text("redemptionId") == it.RedemptionId,
                EntryKind.TransferOut it => Text("transferId") == it.TransferId,
                _ => false,
            };
    }

    /// <summary>A merchant is told what a purchase earned, also where a part of it repaid a debt (decision 46).</summary>
    private static Points EarnedAsTold(LedgerEntry entry, Caller caller) =>
        caller.IsMerchant
            ? entry.DebtChanges.Aggregate(entry.Points + entry.PendingPoints, (sum, debt) => sum - debt.Points)
            : entry.Points + entry.PendingPoints;
}
