using Points.Domain.Wallets;

namespace Points.Domain.Ledger;

/// <summary>
/// Each entry's hash covers all it says and the hash before it, back to a genesis that names the wallet: a later change
/// of any entry, or a chain moved to another wallet, does not verify (law L12).
/// </summary>
public static class HashChain
{
    public static string Genesis(WalletId wallet) => Digest.Of("points-ledger", wallet.MemberId, wallet.ProgrammeId);

    public static LedgerEntry Append(Wallet wallet, LedgerEntry entry) =>
        entry with
        {
            Hash = HashOf(entry, wallet.Head),
        };

    /// <summary>Checks a wallet's whole ledger, oldest entry first: no gap, every hash, and sums that follow from what moved.</summary>
    /// <returns>The first fault in one sentence, or null.</returns>
    public static string? FirstFault(WalletId wallet, IEnumerable<LedgerEntry> oldestFirst)
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
        AddCause(digest, entry.Cause);
        AddLots(digest, entry.Moved);
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

    private static void AddCause(Digest digest, Cause cause) =>
        cause.Match(
            purchase: it => digest.Add("purchase").Add(it.MerchantId).Add(it.OrderId),
            deed: it => digest.Add("deed").Add(it.Action).Add(it.Reference),
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
                    .Add((long)it.By)
                    .Add(it.Compensation.Value)
                    .Add(it.Left)
                    .Add(it.ConsumedUnder),
            refund: it =>
                digest
                    .Add("refund")
                    .Add(it.MerchantId)
                    .Add(it.OrderId)
                    .Add(it.RefundId)
                    .Add(it.TakenBack.Value)
                    .Add(it.Returned.Value)
                    .Add(it.EarnedUnder ?? 0)
                    .Add(it.Lapsed?.ExpiresOn)
                    .Add(it.Lapsed is { } lapsed ? lapsed.Points.Value : 0),
            transferOut: it => digest.Add("transfer-out").Add(it.TransferId).Add(it.ToMemberId).Add(it.LookAt),
            transferIn: it => digest.Add("transfer-in").Add(it.TransferId).Add(it.FromMemberId).Add(it.Taken ? 1 : 0),
            transferEnd: it => digest.Add("transfer-end").Add(it.TransferId).Add(it.ToMemberId).Add(it.Arrived ? 1 : 0),
            expiry: it => digest.Add("expiry").Add(it.On),
            redating: it => digest.Add("redating").Add(it.Revision),
            review: it => digest.Add("review").Add(it.FromTier).Add(it.ToTier).Add(it.On)
        );

    private static void AddLots(Digest digest, IReadOnlyList<Lot> lots)
    {
        digest.Add(lots.Count);
        foreach (var lot in lots)
            digest.Add(lot.Points.Value).Add(lot.ExpiresOn).Add(lot.IssuedBy);
    }
}
