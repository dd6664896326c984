namespace Points.Domain.Ledger;

/// <summary>Shorter calls of <see cref="IWalletStore"/>.</summary>
public static class WalletStoreExtensions
{
    /// <summary>Commits a decision that needs no records.</summary>
    public static Task<Outcome> Commit(
        this IWalletStore wallets,
        WalletId wallet,
        Request request,
        Func<Wallet, Decision> decide,
        CancellationToken ct
    ) => wallets.Commit(wallet, request, (loaded, _) => decide(loaded), ct);

    /// <returns>Null if the member has no such redemption.</returns>
    public static async Task<Redemption?> FindRedemption(
        this IWalletStore wallets,
        string memberId,
        string redemptionId,
        CancellationToken ct
    ) => await wallets.FindRecord(memberId, new RecordKey.Redemption(redemptionId), ct) as Redemption;
}
