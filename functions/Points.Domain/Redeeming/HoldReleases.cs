using Points.Domain.Expiring;
using Points.Domain.Families;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>
/// Sees to what is set aside and whose time has come: ends holds, carries transfers on, and gives back pieces of stock that
/// nobody has. Reads and decisions need none of it, as they go by the time; it makes the books say so too.
/// </summary>
public sealed class HoldReleases(
    IWalletStore wallets,
    IProgrammes programmes,
    IStock stock,
    IReservations reservations,
    Transfers transfers
)
{
    /// <returns>How many wallets and reservations were seen to.</returns>
    public async Task<(long Wallets, long Reservations)> Run(DateTimeOffset now, CancellationToken ct)
    {
        var steps = new Steps();
        var due = await steps.TakeEach(wallets.Due(Due.Holds, now, ct), (wallet, token) => See(wallet, now, token), ct);
        var unsettled = await steps.TakeEach(
            reservations.Unsettled(now, ct),
            (reservation, token) => Settle(reservation, now, token),
            ct
        );
        steps.ThrowIfAnyFailed($"{due} wallets and {unsettled} reservations were seen to");
        return (due, unsettled);
    }

    /// <returns>Whether it was there to be seen to, as is that of the next.</returns>
    private async Task<bool> See(WalletId id, DateTimeOffset now, CancellationToken ct)
    {
        if (
            await wallets.Find(id, ct) is not { } wallet
            || await programmes.TermsOf(id.ProgrammeId, now, ct) is not { } terms
        )
            return false;
        var due = wallet.Holds.Where(hold => hold.DueAt <= now).ToArray();
        if (due.OfType<Hold.ForReward>().Any())
            await Book(id, terms, now, ct);
        foreach (var hold in due)
            await hold.Match(
                forReward: it => GiveBack(id.MemberId, it.HoldId, now, ct),
                inTransit: it => transfers.Carry(id, it.HoldId, now, ct)
            );
        return true;
    }

    private async Task GiveBack(string memberId, string redemptionId, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.FindRedemption(memberId, redemptionId, ct) is { Reservation: { } reservation } redemption)
            await stock.Settle(reservation, redemption.PiecesAt(now), now, ct);
    }

    /// <summary>What a redemption says is so. One that is not there may be on its way yet, until nobody can still be at it.</summary>
    private async Task<bool> Settle(UnsettledReservation it, DateTimeOffset now, CancellationToken ct)
    {
        var redemption = await wallets.FindRedemption(it.Claim.MemberId, it.Claim.RedemptionId, ct);
        if (redemption?.Reservation is not { } named || named.ReservationId != it.Reservation.ReservationId)
        {
            if (!it.MayBeUnderWay)
                await stock.Settle(it.Reservation, 0, now, ct);
            return !it.MayBeUnderWay;
        }
        // A confirmation that saw an earlier time must not come after its piece was given away: the wallet is told first.
        if (
            redemption.StatusAt(now) == RedemptionStatus.Expired
            && await programmes.TermsOf(it.Claim.ProgrammeId, now, ct) is { } terms
        )
            await Book(new(it.Claim.MemberId, it.Claim.ProgrammeId), terms, now, ct);
        var after = await wallets.FindRedemption(it.Claim.MemberId, it.Claim.RedemptionId, ct);
        await stock.Settle(named, after!.PiecesAt(now), now, ct);
        return true;
    }

    private Task<bool> Book(WalletId id, ProgrammeRevision terms, DateTimeOffset now, CancellationToken ct) =>
        wallets.Tend(id, wallet => Expire.Decide(wallet, terms, now), ct);
}
