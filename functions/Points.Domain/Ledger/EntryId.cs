namespace Points.Domain.Ledger;

/// <summary>Ids of ledger entries: made from what must be unique, so that the same thing cannot be booked twice.</summary>
public static class EntryId
{
    private const string Prefix = "e-";

    /// <summary>One entry a caller, route and idempotency key.</summary>
    public static string OfRequest(string caller, string route, string key) =>
        Prefix + Digest.Compute("request", caller, route, key);

    /// <summary>The end of a hold whose time is over: it ends once.</summary>
    public static string OfHoldExpiry(string holdId) => Prefix + Digest.Compute("lapse", holdId);

    /// <summary>A redemption is undone at most once by the same request.</summary>
    public static string OfReversal(string requestEntryId, string redemptionId) =>
        Prefix + Digest.Compute("reversal", requestEntryId, redemptionId);

    /// <summary>What becomes of a transfer with its receiver: one entry, whoever carries the transfer on.</summary>
    public static string OfArrival(string transferId) => Prefix + Digest.Compute("arrival", transferId);

    /// <summary>The end of a transfer with its sender.</summary>
    public static string OfTransferCompletion(string transferId) => Prefix + Digest.Compute("transfer-end", transferId);

    /// <summary>A review of the tier that follows the wallet's newest entry.</summary>
    public static string OfTierReview(Wallet wallet) =>
        Prefix + new Digest().Add("review").Add(wallet.Id.ProgrammeId).Add(wallet.Sequence);

    /// <summary>The expiry that follows the wallet's newest entry.</summary>
    public static string OfExpiry(Wallet wallet) =>
        Prefix + new Digest().Add("expiry").Add(wallet.Id.ProgrammeId).Add(wallet.Sequence);

    /// <summary>A wallet is brought under a revision once.</summary>
    public static string OfExpiryChange(WalletId wallet, int revision) =>
        Prefix + new Digest().Add("redating").Add(wallet.ProgrammeId).Add(revision);
}
