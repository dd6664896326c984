using Points.Domain.Wallets;

namespace Points.Domain.Ledger;

/// <summary>
/// Each entry's hash covers all it says and the hash before it, back to a genesis that names the wallet: a later change
/// of any entry, or a chain moved to another wallet, does not verify (law L12).
/// </summary>
public static class HashChain
{
    public static string Genesis(WalletId wallet) => Digest.Of("points-ledger", wallet.MemberId, wallet.ProgrammeId);

    public static LedgerEntry Append(Wallet wallet, LedgerEntry entry) => entry with { Hash = HashOf(entry, wallet.Head) };

    /// <summary>Checks a wallet's whole ledger, oldest entry first: no gap, every hash, and balances that follow from what moved.</summary>
    /// <returns>The first fault in one sentence, or null.</returns>
    public static string? FirstFault(WalletId wallet, IEnumerable<LedgerEntry> oldestFirst)
    {
        var (head, sequence, balance) = (Genesis(wallet), 0L, Points.Zero);
        foreach (var entry in oldestFirst)
        {
            balance += entry.Points;
            if (entry.Sequence != ++sequence) return $"entry {entry.EntryId} has number {entry.Sequence} where {sequence} follows";
            if (entry.BalanceAfter != balance) return $"entry {entry.EntryId} leaves {entry.BalanceAfter} where its movements sum to {balance}";
            if (entry.Hash != HashOf(entry, head)) return $"entry {entry.EntryId} does not match its hash";
            head = entry.Hash;
        }
        return null;
    }

    private static string HashOf(LedgerEntry entry, string previous)
    {
        var digest = new Digest().Add(previous).Add(entry.EntryId).Add(entry.Sequence).Add(entry.At).Add(entry.Revision).Add(entry.Fingerprint);
        AddCause(digest, entry.Cause);
        AddLots(digest, entry.Moved);
        AddLots(digest, entry.After.Lots);
        digest.Add(entry.After.Balance.Value).Add(entry.After.MoreLots).Add(entry.After.Tier).Add(entry.Explanation.Length);
        digest.Add(entry.Leases.Length);
        foreach (var lease in entry.Leases) digest.Add(lease.LeaseId).Add(lease.Points.Value);
        foreach (var line in entry.Explanation) digest.Add(line.Rule).Add(line.Points.Value).Add(line.Because).Add(line.IsAboutMember ? 1 : 0);
        return digest.ToString();
    }

    private static void AddCause(Digest digest, Cause cause) => cause.Match(
        purchase: it => digest.Add("purchase").Add(it.MerchantId).Add(it.OrderId),
        deed: it => digest.Add("deed").Add(it.Action).Add(it.Reference),
        redemption: it => digest.Add("redemption").Add(it.RedemptionId).Add(it.RewardId).Add(it.HonouredBy).Add(it.Worth.Value),
        expiry: it => digest.Add("expiry").Add(it.On));

    private static void AddLots(Digest digest, IReadOnlyList<Lot> lots)
    {
        digest.Add(lots.Count);
        foreach (var lot in lots) digest.Add(lot.Points.Value).Add(lot.ExpiresOn).Add(lot.IssuedBy);
    }
}
