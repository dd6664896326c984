using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Stocking;

namespace Points.Domain.Redeeming;

/// <summary>
/// Gives a reward of limited stock. Each attempt reserves pieces of its own before the wallet is charged, and the
/// committed redemption names its reservation. Pieces that no redemption names are returned: at once, or by the next
/// hold release.
/// </summary>
public sealed class RedemptionFromStock(IWalletStore wallets, IStock stock)
{
    /// <summary>Stands for the reserved pieces while everything but the stock is checked.</summary>
    internal static readonly Reservation PlaceholderReservation = new("", []);

    public Task<Outcome> Commit(
        StockKey key,
        Reward reward,
        Redeem command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    ) =>
        Commit(
            command.Wallet,
            new(key, command.Quantity, command.HoldEndsAt(reward, request.Now)),
            (wallet, records, reservation) =>
                Redeem.Decide(wallet, records, command with { Reservation = reservation }, terms, request),
            request,
            ct
        );

    /// <summary>Commits any decision that creates a redemption with a reservation of pieces.</summary>
    /// <param name="decide">
    /// A pure function. It is called first with a placeholder, to check everything but the stock: a caller who would be
    /// refused must not reserve a piece that others want.
    /// </param>
    public async Task<Outcome> Commit(
        WalletId id,
        NeededPieces pieces,
        Func<Wallet, LoadedRecords, Reservation, Decision> decide,
        Request request,
        CancellationToken ct
    )
    {
        if (await wallets.Read(id, ct) is not { } read)
            return await wallets.RefuseUnlessBooked(id, request, new Refusal.MemberNotEnrolled(), ct);
        var withPlaceholder = await read.Decide((it, records) => decide(it, records, PlaceholderReservation), ct);
        if (withPlaceholder is Decision.Refused { Refusal: var refusal })
            return await wallets.RefuseUnlessBooked(read, request, refusal, ct);
        var owner = new ReservationOwner(
            read.Wallet.LedgerKey.Value,
            id.ProgrammeId,
            Redemption.IdOf(request.EntryIdIn(read.Wallet.LedgerKey)),
            pieces.HeldUntil
        );
        if (await stock.Reserve(pieces.Stock, pieces.Count, owner, request.Now, ct) is not { } reservation)
            return await wallets.RefuseUnlessBooked(read, request, new Refusal.OutOfStock(), ct);

        using var commitTimeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        commitTimeout.CancelAfter(IStock.CommitTimeout);
        var outcome = await CommitOrReturnStock(id, reservation, decide, request, commitTimeout.Token);
        if (outcome is not Outcome.Booked { IsReplayed: false })
            await ReturnUnclaimedStock(id.MemberId, owner.RedemptionId, reservation, request.Now, ct);
        return outcome;
    }

    private async Task<Outcome> CommitOrReturnStock(
        WalletId id,
        Reservation reservation,
        Func<Wallet, LoadedRecords, Reservation, Decision> decide,
        Request request,
        CancellationToken ct
    )
    {
        try
        {
            return await wallets.Commit(id, request, (wallet, records) => decide(wallet, records, reservation), ct);
        }
        // Nothing was written. After any other failure the redemption may exist, so the pieces stay reserved.
        catch (StoreBusyException)
        {
            await stock.FinishReservation(reservation, piecesKept: 0, request.Now, ct);
            throw;
        }
    }

    /// <summary>
    /// Returns the pieces, unless another attempt of this request has committed with this very reservation.
    /// </summary>
    private async Task ReturnUnclaimedStock(
        string memberId,
        string redemptionId,
        Reservation reservation,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var redemption = await wallets.FindRedemption(memberId, redemptionId, ct);
        if (redemption?.Reservation?.ReservationId != reservation.ReservationId)
            await stock.FinishReservation(reservation, piecesKept: 0, now, ct);
    }
}

/// <summary>The pieces of limited stock that a redemption needs.</summary>
/// <param name="HeldUntil">When the hold ends that needs them; null if they are taken at once.</param>
public sealed record NeededPieces(StockKey Stock, int Count, DateTimeOffset? HeldUntil);
