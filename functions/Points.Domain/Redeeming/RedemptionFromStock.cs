using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Stocking;

namespace Points.Domain.Redeeming;

/// <summary>
/// Redeems a reward of limited stock. Each attempt reserves pieces of its own before the wallet is charged, and the
/// committed redemption names its reservation. Pieces that no redemption names are returned: at once, or by the next
/// hold release.
/// </summary>
public sealed class RedemptionFromStock(IWalletStore wallets, IStock stock)
{
    /// <summary>Stands for the reserved pieces while everything but the stock is checked.</summary>
    internal static readonly Reservation PlaceholderReservation = new("", []);

    public async Task<Outcome> Commit(
        StockKey key,
        Reward reward,
        Redeem command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        if (await wallets.Read(command.Wallet, ct) is not { } read)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, new Refusal.MemberNotEnrolled(), ct);
        if (await FindRefusal(read, command, terms, request, ct) is { } refusal)
            return await wallets.RefuseUnlessBooked(read, request, refusal, ct);
        var owner = new ReservationOwner(
            read.Wallet.LedgerKey.Value,
            command.Wallet.ProgrammeId,
            Redemption.IdOf(request.EntryIdIn(read.Wallet.LedgerKey)),
            command.HoldEndsAt(reward, request.Now)
        );
        if (await stock.Reserve(key, command.Quantity, owner, request.Now, ct) is not { } reservation)
            return await wallets.RefuseUnlessBooked(read, request, new Refusal.OutOfStock(), ct);

        using var commitTimeout = CancellationTokenSource.CreateLinkedTokenSource(ct);
        commitTimeout.CancelAfter(IStock.CommitTimeout);
        var reserved = command with { Reservation = reservation };
        var outcome = await CommitOrReturnStock(reserved, reservation, terms, request, commitTimeout.Token);
        if (outcome is not Outcome.Booked { IsReplayed: false })
            await ReturnUnclaimedStock(command.Wallet.MemberId, owner.RedemptionId, reservation, request.Now, ct);
        return outcome;
    }

    /// <summary>
    /// Checks everything but the stock: a caller who would be refused must not reserve a piece others want.
    /// </summary>
    private static async Task<Refusal?> FindRefusal(
        ReadWallet read,
        Redeem command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        var withPlaceholder = command with { Reservation = PlaceholderReservation };
        var decision = await read.Decide(
            (wallet, records) => Redeem.Decide(wallet, records, withPlaceholder, terms, request),
            ct
        );
        return (decision as Decision.Refused)?.Refusal;
    }

    private async Task<Outcome> CommitOrReturnStock(
        Redeem command,
        Reservation reservation,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        try
        {
            return await wallets.Commit(
                command.Wallet,
                request,
                (wallet, records) => Redeem.Decide(wallet, records, command, terms, request),
                ct
            );
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
