using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Domain.Expiring;

/// <summary>Reminds all members for whom a reminder is due (law L3).</summary>
public sealed class ReminderRound(IWalletStore wallets, IProgrammes programmes)
{
    /// <returns>How many members were reminded.</returns>
    public async Task<long> Run(DateTimeOffset now, CancellationToken ct)
    {
        var steps = new Steps();
        var reminded = await steps.TakeEach(wallets.Due(Due.Reminder, now, ct), (wallet, token) => See(wallet, now, token), ct);
        steps.ThrowIfAnyFailed($"{reminded} members were reminded");
        return reminded;
    }

    private async Task<bool> See(WalletId id, DateTimeOffset now, CancellationToken ct) =>
        await programmes.TermsOf(id.ProgrammeId, now, ct) is { } terms && await wallets.Tend(id, wallet => Remind.Decide(wallet, terms, now), ct);
}
