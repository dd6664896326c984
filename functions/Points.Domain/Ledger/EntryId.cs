using Points.Domain.Wallets;

namespace Points.Domain.Ledger;

/// <summary>Ids of ledger entries: made from what must be unique, so that the same thing cannot be booked twice.</summary>
public static class EntryId
{
    private const string Prefix = "e-";

    /// <summary>One entry a caller, route and idempotency key.</summary>
    public static string OfRequest(string caller, string route, string key) => Prefix + Digest.Of("request", caller, route, key);

    /// <summary>The expiry that follows the wallet's newest entry.</summary>
    public static string OfExpiry(Wallet wallet) =>
        Prefix + new Digest().Add("expiry").Add(wallet.Id.ProgrammeId).Add(wallet.Sequence);
}
