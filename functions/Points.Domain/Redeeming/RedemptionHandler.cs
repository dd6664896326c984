using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Redeeming;

/// <summary>Takes rewards out of wallets, and sees to what becomes of them.</summary>
public sealed class RedemptionHandler(IWalletStore wallets, IProgrammes programmes, IStock stock, StockReturns returns)
{
    /// <summary>Stands for pieces of stock while it is only asked whether everything else is right.</summary>
    private static readonly Reservation PlaceholderReservation = new("", []);

    public async Task<Outcome> Handle(Redeem command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        return terms.FindReward(command.RewardId) is { Stock: { } pieces }
            ? await RedeemFromStock(
                new(terms.ProgrammeId, command.RewardId, terms.Number, pieces),
                command,
                terms,
                request,
                ct
            )
            : await wallets.Commit(
                command.Wallet,
                request,
                (wallet, records) => Redeem.Decide(wallet, records, command, terms, request),
                ct
            );
    }

    public Task<Outcome> Handle(string memberId, ConfirmHold command, Request request, CancellationToken ct) =>
        CommitForRedemption(
            memberId,
            command.RedemptionId,
            request,
            (it, records, terms) => ConfirmHold.Decide(it, records, command, terms, request),
            ct
        );

    public Task<Outcome> Handle(string memberId, CancelHold command, Request request, CancellationToken ct) =>
        CommitForRedemption(
            memberId,
            command.RedemptionId,
            request,
            (it, records, terms) => CancelHold.Decide(it, records, command, terms, request),
            ct
        );

    public Task<Outcome> Handle(string memberId, Reverse command, Request request, CancellationToken ct) =>
        CommitForRedemption(
            memberId,
            command.RedemptionId,
            request,
            (it, records, terms) => Reverse.Decide(it, records, command, terms, request),
            ct
        );

    public async Task<Outcome> Handle(
        VoucherLocation location,
        UseVoucher command,
        Request request,
        CancellationToken ct
    )
    {
        var wallet = new WalletId(location.MemberId, location.ProgrammeId);
        return await programmes.FindTerms(wallet.ProgrammeId, request.Now, ct) is { } terms
            ? await wallets.Commit(
                wallet,
                request,
                (it, records) => UseVoucher.Decide(it, records, command, terms, request),
                ct
            )
            : await wallets.RefuseUnlessBooked(wallet, request, Refusal.NotFound.Programme, ct);
    }

    /// <summary>
    /// Pieces are set aside before the wallet is charged, each attempt its own, and named by the redemption that gets them.
    /// What nobody names goes back: at once, or when a reconciliation comes to it.
    /// </summary>
    private async Task<Outcome> RedeemFromStock(
        StockKey key,
        Redeem command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        // Who cannot have it anyway must not hold a piece that another could have.
        var asked =
            await wallets.Evaluate(
                command.Wallet,
                (wallet, records) =>
                    Redeem.Decide(
                        wallet,
                        records,
                        command with
                        {
                            Reservation = PlaceholderReservation,
                        },
                        terms,
                        request
                    ),
                ct
            ) ?? new Decision.Refused(new Refusal.MemberNotEnrolled());
        if (asked is Decision.Refused { Refusal: var why })
            return await wallets.RefuseUnlessBooked(command.Wallet, request, why, ct);
        if (!await HasConsent(command, request, ct))
            return await wallets.RefuseUnlessBooked(command.Wallet, request, new Refusal.SpendCodeInvalid(), ct);
        var claim = new ReservationOwner(
            command.Wallet.MemberId,
            command.Wallet.ProgrammeId,
            Redemption.IdOf(request.EntryId),
            command.HoldEndsAt(request.Now)
        );
        if (await stock.Reserve(key, command.Quantity, claim, request.Now, ct) is not { } reservation)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, new Refusal.OutOfStock(), ct);

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(ct);
        inTime.CancelAfter(IStock.CommitTimeout);
        var outcome = await CommitOrReturnStock(
            command.Wallet,
            command with
            {
                Reservation = reservation,
            },
            terms,
            request,
            inTime.Token
        );
        if (outcome is not Outcome.Booked { IsReplayed: false })
            await ReturnUnclaimedStock(claim, reservation, request.Now, ct);
        return outcome;
    }

    private async Task<Outcome> CommitOrReturnStock(
        WalletId wallet,
        Redeem command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        try
        {
            return await wallets.Commit(
                wallet,
                request,
                (it, records) => Redeem.Decide(it, records, command, terms, request),
                ct
            );
        }
        catch (StoreBusyException)
        {
            await stock.Settle(command.Reservation!, 0, request.Now, ct);
            throw;
        }
    }

    /// <summary>Nor must a merchant whom the member gave no code. It is used up in the commit; here it is only looked at.</summary>
    private async Task<bool> HasConsent(Redeem command, Request request, CancellationToken ct) =>
        command.SpendCodeDigest is not { } digest
        || (await wallets.FindRecord(command.Wallet.MemberId, new RecordKey.SpendCode(), ct) as SpendCode)?.Allows(
            digest,
            request.Now
        ) == true;

    /// <summary>Another attempt at the same request may have been the one that counted, and even with this reservation.</summary>
    private async Task ReturnUnclaimedStock(
        ReservationOwner owner,
        Reservation reservation,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var redemption = await wallets.FindRedemption(owner.MemberId, owner.RedemptionId, ct);
        if (redemption?.Reservation?.ReservationId != reservation.ReservationId)
            await stock.Settle(reservation, 0, now, ct);
    }

    /// <summary>Which wallet a redemption is of, only it knows. What is undone of it may give pieces back to a stock.</summary>
    private async Task<Outcome> CommitForRedemption(
        string memberId,
        string redemptionId,
        Request request,
        Func<Wallet, LoadedRecords, ProgrammeTerms, Decision> decide,
        CancellationToken ct
    )
    {
        if (await wallets.FindRedemption(memberId, redemptionId, ct) is not { } redemption)
            return new Refusal.NotFound("redemption");
        var wallet = new WalletId(memberId, redemption.ProgrammeId);
        if (await programmes.FindTerms(wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(wallet, request, Refusal.NotFound.Programme, ct);
        return await returns.CommitWithReturns(
            memberId,
            [redemption],
            request.Now,
            () => wallets.Commit(wallet, request, (it, records) => decide(it, records, terms), ct),
            ct
        );
    }
}
