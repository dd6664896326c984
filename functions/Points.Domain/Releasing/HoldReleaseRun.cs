using Points.Domain.Expiring;
using Points.Domain.Families;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Releasing;

/// <summary>
/// Books the end of expired holds, resumes transfers that stopped half-way, and returns reserved pieces that no
/// redemption has. Reads and decisions do not wait for this: they compute from the time which holds have expired.
/// </summary>
public sealed class HoldReleaseRun(
    IWalletStore wallets,
    IDueWallets dueWallets,
    IDueItems<UnfinishedReservation> dueReservations,
    DueItemsRunner runner,
    IProgrammes programmes,
    IStock stock,
    ILedgerKeys ledgers,
    TransferResumption transfers
)
{
    /// <returns>How many wallets and reservations this instance has processed.</returns>
    /// <exception cref="AggregateException">Some of them failed. The others were processed.</exception>
    public async Task<(long Wallets, long Reservations)> Run(RunShare share, CancellationToken ct)
    {
        var (steps, wallets, reservations) = (new IndependentSteps(), 0L, 0L);
        await steps.Run(async () => wallets = await ReleaseHolds(share, ct));
        await steps.Run(async () => reservations = await FinishReservations(share, ct));
        steps.ThrowIfAnyFailed($"{wallets} wallets and {reservations} reservations were processed");
        return (wallets, reservations);
    }

    /// <summary>Processes the wallets in which a hold has ended.</summary>
    /// <returns>How many wallets this instance has processed.</returns>
    /// <exception cref="AggregateException">Some of them failed. The others were processed.</exception>
    public async Task<long> ReleaseHolds(RunShare share, CancellationToken ct)
    {
        var steps = new IndependentSteps();
        var due = dueWallets.Of(MaintenanceKind.Holds);
        var done = await runner.Run(due, (it, token) => ReleaseHolds(it, share.Now, token), share, steps, ct);
        steps.ThrowIfAnyFailed($"{done} wallets were processed");
        return done;
    }

    /// <summary>Finishes the reservations that have waited long enough.</summary>
    /// <returns>How many reservations this instance has finished.</returns>
    /// <exception cref="AggregateException">Some of them failed. The others were processed.</exception>
    public async Task<long> FinishReservations(RunShare share, CancellationToken ct)
    {
        var steps = new IndependentSteps();
        var done = await runner.Run(
            dueReservations,
            (it, token) => FinishReservation(it, share.Now, token),
            share,
            steps,
            ct
        );
        steps.ThrowIfAnyFailed($"{done} reservations were processed");
        return done;
    }

    /// <returns>False if there is no such wallet or programme.</returns>
    private async Task<bool> ReleaseHolds(WalletId id, DateTimeOffset now, CancellationToken ct)
    {
        if (
            await wallets.Find(id, ct) is not { } wallet
            || await programmes.FindTerms(id.ProgrammeId, now, ct) is not { } terms
        )
            return false;
        var due = wallet.Holds.Where(hold => hold.DueAt <= now).ToArray();
        if (due.OfType<Hold.ForReward>().Any())
            await BookExpiry(id, terms, now, ct);
        foreach (var hold in due)
            await hold.Match(
                forReward: it => ReturnStock(id.MemberId, it.HoldId, now, ct),
                inTransit: it => transfers.Resume(id, it.HoldId, now, ct)
            );
        return true;
    }

    private async Task ReturnStock(string memberId, string redemptionId, DateTimeOffset now, CancellationToken ct)
    {
        if (await wallets.FindRedemption(memberId, redemptionId, ct) is { Reservation: { } reservation } redemption)
            await stock.FinishReservation(reservation, redemption.PiecesKeptAt(now), now, ct);
    }

    /// <summary>
    /// Finishes a reservation as its redemption says, which is the master record. If the redemption is missing, the
    /// pieces are returned once no request can commit it any more.
    /// </summary>
    /// <returns>False if the reservation is left for a later run.</returns>
    private async Task<bool> FinishReservation(UnfinishedReservation it, DateTimeOffset now, CancellationToken ct)
    {
        var memberId = await ledgers.ResolveMember(it.Owner.LedgerKey, ct);
        var redemption = await wallets.FindRedemption(memberId, it.Owner.RedemptionId, ct);
        if (redemption?.Reservation is not { } reservation || reservation.ReservationId != it.Reservation.ReservationId)
        {
            if (!it.MayStillCommit)
                await stock.FinishReservation(it.Reservation, piecesKept: 0, now, ct);
            return !it.MayStillCommit;
        }
        // Book the end of the hold before returning its piece. Otherwise an instance whose clock is behind could
        // confirm the hold after the piece was given to another member.
        if (
            redemption.StatusAt(now) == RedemptionStatus.Expired
            && await programmes.FindTerms(it.Owner.ProgrammeId, now, ct) is { } terms
        )
            await BookExpiry(new(memberId, it.Owner.ProgrammeId), terms, now, ct);
        var after = await wallets.FindRedemption(memberId, it.Owner.RedemptionId, ct);
        await stock.FinishReservation(reservation, after!.PiecesKeptAt(now), now, ct);
        return true;
    }

    private Task<bool> BookExpiry(WalletId id, ProgrammeTerms terms, DateTimeOffset now, CancellationToken ct) =>
        wallets.CommitMaintenance(id, wallet => ExpiryMaintenance.Decide(wallet, terms, now), ct);
}
