using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Redeeming;
using Points.Domain.Wallets;

namespace Points.Domain.Ports;

/// <summary>Where wallets and their ledgers are kept.</summary>
public interface IWalletStore
{
    /// <summary>
    /// Loads the wallet, asks <paramref name="decide"/>, and commits its decision — entries, wallet, and whatever else it
    /// creates — in one atomic write. A request seen before gets its first outcome. <paramref name="decide"/> is pure:
    /// it is asked again after a conflict.
    /// </summary>
    /// <exception cref="StoreBusyException">Too much contention or throttling; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came; the same request again is safe and will tell.</exception>
    Task<Outcome> Commit(WalletId wallet, Request request, Func<Wallet, Decision> decide, CancellationToken ct);

    /// <summary>Gives a refusal that needed no look at the wallet; unless the request was booked before, which then gets its first outcome.</summary>
    /// <exception cref="StoreBusyException">Throttled; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">No answer came.</exception>
    Task<Outcome> Refuse(WalletId wallet, Request request, Refusal refusal, CancellationToken ct);

    Task<Wallet?> Find(WalletId wallet, CancellationToken ct);

    /// <summary>Entries with numbers below <paramref name="before"/>, newest first, at most <paramref name="limit"/>.</summary>
    Task<IReadOnlyList<LedgerEntry>> Entries(WalletId wallet, long before, int limit, CancellationToken ct);

    Task<Redemption?> FindRedemption(string memberId, string redemptionId, CancellationToken ct);
}
