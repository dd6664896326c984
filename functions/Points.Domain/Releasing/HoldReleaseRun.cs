using Points.Domain.Expiring;
using Points.Domain.Families;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Releasing;

/// <summary>
/// Sees to what is set aside and whose time has come: ends holds, carries transfers on, and gives back pieces of stock that
/// nobody has. Reads and decisions need none of it, as they go by the time; it makes the books say so too.
/// </summary>
public sealed class HoldReleaseRun(
    IWalletStore wallets,
    IProgrammes programmes,
    IStock stock,
    IReservations reservations,
    SendPointsHandler sendPoints
)
{
    /// <returns>How many wallets and reservations were seen to.</returns>
    public async Task<(long Wallets, long Reservations)> Run(DateTimeOffset now, CancellationToken ct)
    {
        var steps = new IndependentSteps();
        var due = await steps.RunEach(
            wallets.ListDue(MaintenanceKind.Holds, now, ct),
            (wallet, token) => ReleaseHolds(wallet, now, token),
            ct
        );
        var unsettled = await steps.RunEach(
            reservations.ListUnsettled(now, ct),
            (reservation, token) => SettleReservation(reservation, now, token),
            ct
        );
        steps.ThrowIfAnyFailed($"{due} wallets and {unsettled} reservations were seen to");
        return (due, unsettled);
    }

    /// <returns>Whether it was there to be seen to, as is that of the next.</returns>
    private async Task<bool> ReleaseHolds(WalletId id, DateTimeOffset now, CancellationToken ct)
    {
        if (
            await wallets.Find(id, ct) is not { } wallet
            || await programmes.FindTerms(id.ProgrammeId, now, ct) is not { } terms
        )
            return false;
        var due = wallet.Holds.Where(hold => hold.DueAt <= now).ToArray();
        if (due.OfType<Hold.ForReward>().Any())
            await BookElapsed(id, terms, now, ct);
        foreach (var hold in due)
            await hold.Match(
                forReward: it => ReturnStock(id.MemberId, it.HoldId, now, ct),
                inTransit: it => sendPoints.Resume(id, it.HoldId, now, ct)
            );
        return true;
    }

    private async Task ReturnStock(string memberId, string redemptionId, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.FindRedemption(memberId, redemptionId, ct) is { Reservation: { } reservation } redemption)
            await stock.Settle(reservation, redemption.PiecesKeptAt(now), now, ct);
    }

    /// <summary>What a redemption says is so. One that is not there may be on its way yet, until nobody can still be at it.</summary>
    private async Task<bool> SettleReservation(UnsettledReservation it, DateTimeOffset now, CancellationToken ct)
    {
        var redemption = await wallets.FindRedemption(it.Owner.MemberId, it.Owner.RedemptionId, ct);
        if (redemption?.Reservation is not { } named || named.ReservationId != it.Reservation.ReservationId)
        {
            if (!it.MayStillCommit)
                await stock.Settle(it.Reservation, 0, now, ct);
            return !it.MayStillCommit;
        }
        // A confirmation that saw an earlier time must not come after its piece was given away: the wallet is told first.
        if (
            redemption.StatusAt(now) == RedemptionStatus.Expired
            && await programmes.FindTerms(it.Owner.ProgrammeId, now, ct) is { } terms
        )
            await BookElapsed(new(it.Owner.MemberId, it.Owner.ProgrammeId), terms, now, ct);
        var after = await wallets.FindRedemption(it.Owner.MemberId, it.Owner.RedemptionId, ct);
        await stock.Settle(named, after!.PiecesKeptAt(now), now, ct);
        return true;
    }

    private Task<bool> BookElapsed(WalletId id, ProgrammeTerms terms, DateTimeOffset now, CancellationToken ct) =>
        wallets.CommitMaintenance(id, wallet => Expire.Decide(wallet, terms, now), ct);
}
