namespace Points.Domain.Ledger;

/// <summary>
/// Ids of ledger entries. Each is a digest of what must be unique, so that the same event cannot be booked twice.
/// </summary>
public static class EntryId
{
    private const string Prefix = "e-";

    /// <summary>The id of a request's entry, which only this ledger has.</summary>
    /// <param name="identity">What identifies the request: another method's answer.</param>
    public static string InLedger(LedgerKey key, string identity) =>
        key.HasPlainIds ? identity : Prefix + key.Protect(identity);

    /// <summary>One entry for each caller, route and idempotency key (decision 1).</summary>
    public static string OfRequest(string caller, string route, string key) =>
        Prefix + Digest.Compute("request", caller, route, key);

    /// <summary>A hold expires once.</summary>
    public static string OfHoldExpiry(string holdId) => Prefix + Digest.Compute("lapse", holdId);

    /// <summary>One request reverses a redemption at most once.</summary>
    public static string OfReversal(string requestEntryId, string redemptionId) =>
        Prefix + Digest.Compute("reversal", requestEntryId, redemptionId);

    /// <summary>
    /// The receiver's entry of a transfer: one, whichever process continues the transfer (decision 11).
    /// </summary>
    public static string OfArrival(string transferId) => Prefix + Digest.Compute("arrival", transferId);

    /// <summary>The sender's entry that completes a transfer.</summary>
    public static string OfTransferCompletion(string transferId) => Prefix + Digest.Compute("transfer-end", transferId);

    /// <summary>The tier review that follows the wallet's newest entry.</summary>
    public static string OfTierReview(Wallet wallet) =>
        Prefix + new Digest().Add("review").Add(wallet.Id.ProgrammeId).Add(wallet.Sequence);

    /// <summary>The expiry that follows the wallet's newest entry.</summary>
    public static string OfExpiry(Wallet wallet) =>
        Prefix + new Digest().Add("expiry").Add(wallet.Id.ProgrammeId).Add(wallet.Sequence);

    /// <summary>The release of pending points that follows the wallet's newest entry.</summary>
    public static string OfPendingRelease(Wallet wallet) =>
        Prefix + new Digest().Add("pending-release").Add(wallet.Id.ProgrammeId).Add(wallet.Sequence);

    /// <summary>The last entry of an erased member's wallet.</summary>
    public static string OfErasure(WalletId wallet) => Prefix + Digest.Compute("erasure", wallet.ProgrammeId);

    /// <summary>A hold that an erasure ends, it ends once.</summary>
    public static string OfHoldErasure(string holdId) => Prefix + Digest.Compute("hold-erasure", holdId);

    /// <summary>A revision changes the expiry of a wallet's lots once.</summary>
    public static string OfExpiryChange(WalletId wallet, int revision) =>
        Prefix + new Digest().Add("redating").Add(wallet.ProgrammeId).Add(revision);
}
