using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Domain.Expiring;

/// <summary>
/// Books what has expired. Nobody waits for it: reads and decisions go by the time. It is what the ledger says, and what
/// merchants settle by.
/// </summary>
public sealed class Expirations(IWalletStore wallets, IProgrammes programmes)
{
    /// <returns>In how many of the wallets something was booked: in those that others have booked meanwhile there is nothing left.</returns>
    public async Task<long> Book(IReadOnlyList<WalletId> due, DateTimeOffset now, CancellationToken ct)
    {
        var steps = new Steps();
        var booked = await steps.TakeEach(due.ToAsyncEnumerable(), (wallet, token) => Book(wallet, now, token), ct);
        steps.ThrowIfAnyFailed($"{booked} wallets were booked");
        return booked;
    }

    private async Task<bool> Book(WalletId id, DateTimeOffset now, CancellationToken ct) =>
        await programmes.TermsOf(id.ProgrammeId, now, ct) is { } terms
        && await wallets.Tend(id, wallet => wallet.Post(terms, now) is { Entries.IsEmpty: false } posting ? new(posting) : null, ct);
}
