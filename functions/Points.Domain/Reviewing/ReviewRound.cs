using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Domain.Reviewing;

/// <summary>Reviews the tiers of all members whose spending may no longer hold theirs.</summary>
public sealed class ReviewRound(IWalletStore wallets, IProgrammes programmes)
{
    /// <returns>How many wallets were reviewed.</returns>
    public async Task<long> Run(DateTimeOffset now, CancellationToken ct)
    {
        var steps = new Steps();
        var reviewed = await steps.TakeEach(wallets.Due(Due.Review, now, ct), (wallet, token) => See(wallet, now, token), ct);
        steps.ThrowIfAnyFailed($"{reviewed} tiers were reviewed");
        return reviewed;
    }

    private async Task<bool> See(WalletId id, DateTimeOffset now, CancellationToken ct) =>
        await programmes.TermsOf(id.ProgrammeId, now, ct) is { } terms && await wallets.Tend(id, wallet => ReviewTier.Decide(wallet, terms, now), ct);
}
