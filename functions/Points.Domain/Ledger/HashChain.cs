using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>
/// Chains the entries of a wallet. Each hash covers everything the entry says and the previous hash, back to a genesis
/// hash that names the ledger. So a changed entry, or a chain moved to another wallet, does not verify (law L12).
/// </summary>
public static class HashChain
{
    /// <summary>The hash before a wallet's first entry.</summary>
    public static string Genesis(WalletId wallet, LedgerKey key) =>
        key.HasPlainIds
            ? Digest.Compute("points-ledger", wallet.MemberId, wallet.ProgrammeId)
            : NameOf(key.Value, wallet.ProgrammeId);

    /// <summary>The name of a ledger in anchors, which are public.</summary>
    public static string NameOf(string ledgerKey, string programmeId) =>
        Digest.Compute("points-ledger", ledgerKey, programmeId);

    /// <summary>The entry with its hash, chained to the wallet's newest entry.</summary>
    public static LedgerEntry WithHash(Wallet wallet, LedgerEntry entry) => WithHash(wallet.Head, entry);

    /// <summary>The entry with its hash, chained to a hash.</summary>
    internal static LedgerEntry WithHash(string previous, LedgerEntry entry) =>
        entry with
        {
            Hash = HashOf(entry, previous),
        };

    /// <summary>
    /// Checks a wallet's whole ledger: no gap, every hash, and balances that follow from the entries.
    /// </summary>
    /// <returns>The first fault in one sentence; null if there is none.</returns>
    public static string? FindFirstFault(WalletId wallet, LedgerKey key, IEnumerable<LedgerEntry> oldestFirst)
    {
        var position = ChainPosition.Start(wallet, key);
        foreach (var entry in oldestFirst)
        {
            if (position.FindFault(entry, key) is { } fault)
                return fault;
            position = ChainPosition.After(entry);
        }
        return null;
    }

    /// <summary>The hash that an entry must have after an entry with this hash, or after the genesis.</summary>
    internal static string HashOf(LedgerEntry entry, string previous)
    {
        var digest = new Digest()
            .Add(previous)
            .Add(entry.EntryId)
            .Add(entry.Sequence)
            .Add(entry.At)
            .Add(entry.Revision)
            .Add(entry.Fingerprint);
        AddKind(digest, entry.Kind);
        AddLots(digest, entry.LotChanges);
        AddLots(digest, entry.HoldChanges);
        digest.Add(entry.DebtChanges.Length);
        foreach (var debt in entry.DebtChanges)
            digest.Add(debt.OwedTo).Add(debt.Points.Value);
        AddLots(digest, entry.After.Lots);
        digest
            .Add(entry.After.Balance.Value)
            .Add(entry.After.Held.Value)
            .Add(entry.After.Debt.Value)
            .Add(entry.After.MoreLots)
            .Add(entry.After.Tier)
            .Add(entry.Explanation.Length);
        digest.Add(entry.Leases.Length);
        foreach (var lease in entry.Leases)
            digest.Add(lease.LeaseId).Add(lease.Points.Value);
        foreach (var line in entry.Explanation)
            digest.Add(line.Rule).Add(line.Points.Value).Add(line.Because).Add(line.IsAboutMember ? 1 : 0);
        AddPending(digest, entry);
        AddActor(digest, entry);
        AddRecords(digest, entry);
        return digest.ToString();
    }

    private static void AddKind(Digest digest, EntryKind kind) =>
        kind.Match(
            purchase: it => digest.Add("purchase").Add(it.MerchantId).Add(it.OrderId),
            action: it => digest.Add("deed").Add(it.ActionId).Add(it.Reference),
            grant: it =>
                digest
                    .Add("grant")
                    .Add(it.GrantId)
                    .Add(it.Occurrence)
                    .Add(it.Reward?.RedemptionId)
                    .Add(it.Reward?.RewardId)
                    .Add(it.Reward?.HonouredBy)
                    .Add(it.Reward?.Worth)
                    .Add(it.Reward?.Voucher.Code)
                    .Add(it.Reward?.Voucher.ExpiresOn),
            adjustment: it => digest.Add("adjustment").Add((long)it.Adjusts).Add(it.Points.Value).Add(it.Reference),
            openingBalance: it => digest.Add("opening-balance").Add(it.Points.Value).Add(it.Reference),
            redemption: it =>
                digest
                    .Add("redemption")
                    .Add(it.RedemptionId)
                    .Add(it.RewardId)
                    .Add(it.HonouredBy)
                    .Add(it.Worth.Value)
                    .Add(it.Voucher?.Code)
                    .Add(it.Voucher?.ExpiresOn)
                    .Add(it.Pay),
            hold: it =>
                digest
                    .Add("hold")
                    .Add(it.RedemptionId)
                    .Add(it.RewardId)
                    .Add(it.HonouredBy)
                    .Add(it.Worth.Value)
                    .Add(it.Quantity)
                    .Add(it.Until)
                    .Add(it.Pay),
            confirmation: it =>
                digest
                    .Add("confirmation")
                    .Add(it.RedemptionId)
                    .Add(it.RewardId)
                    .Add(it.HonouredBy)
                    .Add(it.Worth.Value)
                    .Add(it.Pay),
            release: it =>
                AddWithheld(
                    digest
                        .Add("release")
                        .Add(it.RedemptionId)
                        .Add((long)it.Reason)
                        .Add(it.On)
                        .Add(it.Compensation.Value),
                    it.Withheld
                ),
            voucherUse: it =>
                AddPayer(
                    digest
                        .Add("voucher-use")
                        .Add(it.RedemptionId)
                        .Add(it.HonouredBy)
                        .Add(it.Reference)
                        .Add(it.Worth.Value)
                        .Add(it.Pay),
                    it.PaidBy
                ),
            reversal: it =>
                AddWithheld(
                    digest
                        .Add("reversal")
                        .Add(it.RedemptionId)
                        .Add(it.RewardId)
                        .Add(it.HonouredBy)
                        .Add(it.Quantity)
                        .Add(it.Worth.Value)
                        .Add((long)it.Fault)
                        .Add(it.Compensation.Value)
                        .Add(it.PiecesLeft)
                        .Add(it.SpentRevision),
                    it.Withheld
                ),
            refund: it =>
                digest
                    .Add("refund")
                    .Add(it.MerchantId)
                    .Add(it.OrderId)
                    .Add(it.RefundId)
                    .Add(it.TakenBack.Value)
                    .Add(it.PointsReturned.Value)
                    .Add(it.EarnedRevision ?? 0)
                    .Add(it.ExpiredUnused?.ExpiresOn)
                    .Add(it.ExpiredUnused is { } expired ? expired.Points.Value : 0),
            transferOut: it => digest.Add("transfer-out").Add(it.TransferId).Add(it.Receiver).Add(it.ResumeAt),
            transferIn: it => digest.Add("transfer-in").Add(it.TransferId).Add(it.Sender).Add(it.IsAccepted ? 1 : 0),
            transferCompletion: it =>
                digest.Add("transfer-end").Add(it.TransferId).Add(it.Receiver).Add(it.HasArrived ? 1 : 0),
            expiry: it => digest.Add("expiry").Add(it.On),
            pendingRelease: it => digest.Add("pending-release").Add(it.On),
            expiryChange: it => digest.Add("redating").Add(it.Revision),
            tierReview: it => digest.Add("review").Add(it.FromTier).Add(it.ToTier).Add(it.On),
            erasure: it => digest.Add("erasure").Add(it.On)
        );

    /// <summary>Adds nothing to the use of a voucher for points: entries from before grants keep their hash.</summary>
    private static Digest AddPayer(Digest digest, string? paidBy) =>
        paidBy is null ? digest : digest.Add("paid-by").Add(paidBy);

    /// <summary>Adds nothing if nothing was withheld: entries from before that could be said keep their hash.</summary>
    private static Digest AddWithheld(Digest digest, WithheldCompensation? withheld) =>
        withheld is null ? digest : digest.Add("withheld").Add(withheld.Points.Value).Add((long)withheld.Reason);

    /// <summary>Adds nothing if no points are pending: entries from before there were any keep their hash.</summary>
    private static void AddPending(Digest digest, LedgerEntry entry)
    {
        if (entry.PendingLotChanges.IsEmpty && entry.After.Pending == Points.Zero)
            return;
        digest.Add("pending").Add(entry.After.Pending.Value);
        foreach (var lots in (ImmutableArray<PendingLot>[])[entry.PendingLotChanges, entry.After.PendingLots])
        {
            digest.Add(lots.Length);
            foreach (var lot in lots)
                digest.Add(lot.Points.Value).Add(lot.UsableFrom).Add(lot.ExpiresOn).Add(lot.IssuedBy).Add(lot.Revision);
        }
    }

    /// <summary>Adds nothing if it is not known who acted: entries from before that was kept keep their hash.</summary>
    private static void AddActor(Digest digest, LedgerEntry entry)
    {
        if (entry.By is { } by)
            digest.Add("by").Add((long)by.Role).Add(by.Client).Add(entry.ReasonDigest);
    }

    /// <summary>Adds nothing if no state is kept: entries from before it was keep their hash.</summary>
    private static void AddRecords(Digest digest, LedgerEntry entry)
    {
        if (entry.StateDigest is null)
            return;
        digest.Add("state").Add(entry.StateDigest).Add(entry.Records.Length);
        foreach (var record in entry.Records)
            digest.Add(record.Record).Add(record.Digest);
    }

    private static void AddLots(Digest digest, IReadOnlyList<Lot> lots)
    {
        digest.Add(lots.Count);
        foreach (var lot in lots)
            digest.Add(lot.Points.Value).Add(lot.ExpiresOn).Add(lot.IssuedBy);
    }
}
