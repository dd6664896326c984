namespace Points.Domain.Ledger;

/// <summary>
/// Each entry's hash covers all it says and the hash before it, back to a genesis that names the wallet: a later change
/// of any entry, or a chain moved to another wallet, does not verify (law L12).
/// </summary>
public static class HashChain
{
    public static string Genesis(WalletId wallet) =>
        Digest.Compute("points-ledger", wallet.MemberId, wallet.ProgrammeId);

    public static LedgerEntry WithHash(Wallet wallet, LedgerEntry entry) =>
        entry with
        {
            Hash = HashOf(entry, wallet.Head),
        };

    /// <summary>Checks a wallet's whole ledger, oldest entry first: no gap, every hash, and sums that follow from what moved.</summary>
    /// <returns>The first fault in one sentence, or null.</returns>
    public static string? FindFirstFault(WalletId wallet, IEnumerable<LedgerEntry> oldestFirst)
    {
        var (head, sequence, balance, held, debt) = (Genesis(wallet), 0L, Points.Zero, Points.Zero, Points.Zero);
        foreach (var entry in oldestFirst)
        {
            (balance, held, debt) = (
                balance + entry.Points,
                held + Lots.Sum(entry.Held),
                entry.Owed.Aggregate(debt, (sum, owed) => sum + owed.Points)
            );
            if (entry.Sequence != ++sequence)
                return $"entry {entry.EntryId} has number {entry.Sequence} where {sequence} follows";
            if (entry.After.Balance != balance)
                return $"entry {entry.EntryId} leaves {entry.After.Balance} where its movements sum to {balance}";
            if (entry.After.Held != held)
                return $"entry {entry.EntryId} leaves {entry.After.Held} held where its movements sum to {held}";
            if (entry.After.Debt != debt)
                return $"entry {entry.EntryId} leaves {entry.After.Debt} owed where its movements sum to {debt}";
            if (entry.Hash != HashOf(entry, head))
                return $"entry {entry.EntryId} does not match its hash";
            head = entry.Hash;
        }
        return null;
    }

    private static string HashOf(LedgerEntry entry, string previous)
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
        AddLots(digest, entry.Held);
        digest.Add(entry.Owed.Length);
        foreach (var debt in entry.Owed)
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
        return digest.ToString();
    }

    private static void AddKind(Digest digest, EntryKind kind) =>
        kind.Match(
            purchase: it => digest.Add("purchase").Add(it.MerchantId).Add(it.OrderId),
            action: it => digest.Add("deed").Add(it.ActionId).Add(it.Reference),
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
                digest.Add("release").Add(it.RedemptionId).Add((long)it.Reason).Add(it.On).Add(it.Compensation.Value),
            voucherUse: it =>
                digest
                    .Add("voucher-use")
                    .Add(it.RedemptionId)
                    .Add(it.HonouredBy)
                    .Add(it.Reference)
                    .Add(it.Worth.Value)
                    .Add(it.Pay),
            reversal: it =>
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
                    .Add(it.ExpiredUnused is { } lapsed ? lapsed.Points.Value : 0),
            transferOut: it => digest.Add("transfer-out").Add(it.TransferId).Add(it.ToMemberId).Add(it.ResumeAt),
            transferIn: it =>
                digest.Add("transfer-in").Add(it.TransferId).Add(it.FromMemberId).Add(it.IsAccepted ? 1 : 0),
            transferCompletion: it =>
                digest.Add("transfer-end").Add(it.TransferId).Add(it.ToMemberId).Add(it.HasArrived ? 1 : 0),
            expiry: it => digest.Add("expiry").Add(it.On),
            expiryChange: it => digest.Add("redating").Add(it.Revision),
            tierReview: it => digest.Add("review").Add(it.FromTier).Add(it.ToTier).Add(it.On)
        );

    private static void AddLots(Digest digest, IReadOnlyList<Lot> lots)
    {
        digest.Add(lots.Count);
        foreach (var lot in lots)
            digest.Add(lot.Points.Value).Add(lot.ExpiresOn).Add(lot.IssuedBy);
    }
}
