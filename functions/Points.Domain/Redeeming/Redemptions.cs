using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Stocking;
using Points.Domain.Wallets;

namespace Points.Domain.Redeeming;

/// <summary>Takes rewards out of wallets, and sees to what becomes of them.</summary>
public sealed class Redemptions(IWalletStore wallets, IProgrammes programmes, IStock stock, StockReturns returns)
{
    /// <summary>Stands for pieces of stock while it is only asked whether everything else is right.</summary>
    private static readonly Reservation ToBe = new("", []);

    public async Task<Outcome> Handle(Redeem command, Request request, CancellationToken ct)
    {
        if (await programmes.TermsOf(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.Refuse(command.Wallet, request, Refusal.NotFound.Programme, ct);
        return terms.Reward(command.RewardId) is { Stock: { } pieces }
            ? await FromStock(new(terms.ProgrammeId, command.RewardId, terms.Number, pieces), command, terms, request, ct)
            : await wallets.Commit(command.Wallet, request, wallet => Redeem.Decide(wallet, command, terms, request), ct);
    }

    public Task<Outcome> Handle(WalletId wallet, ConfirmHold command, Request request, CancellationToken ct) =>
        Commit(wallet, request, (it, records, terms) => ConfirmHold.Decide(it, records, command, terms, request), ct);

    public Task<Outcome> Handle(WalletId wallet, UseVoucher command, Request request, CancellationToken ct) =>
        Commit(wallet, request, (it, records, terms) => UseVoucher.Decide(it, records, command, terms, request), ct);

    public Task<Outcome> Handle(WalletId wallet, CancelHold command, Request request, CancellationToken ct) =>
        Return(wallet, command.RedemptionId, request, (it, records, terms) => CancelHold.Decide(it, records, command, terms, request), ct);

    public Task<Outcome> Handle(WalletId wallet, Reverse command, Request request, CancellationToken ct) =>
        Return(wallet, command.RedemptionId, request, (it, records, terms) => Reverse.Decide(it, records, command, terms, request), ct);

    /// <summary>
    /// Pieces are set aside before the wallet is charged, each attempt its own, and named by the redemption that gets them.
    /// What nobody names goes back: at once, or when a reconciliation comes to it.
    /// </summary>
    private async Task<Outcome> FromStock(StockKey key, Redeem command, ProgrammeRevision terms, Request request, CancellationToken ct)
    {
        // Who cannot have it anyway must not hold a piece that another could have.
        var asked = await wallets.Ask(command.Wallet, (wallet, _) => Redeem.Decide(wallet, command with { Reservation = ToBe }, terms, request), ct)
            ?? new Decision.Refused(new Refusal.MemberNotEnrolled());
        if (asked is Decision.Refused { Refusal: var why }) return await wallets.Refuse(command.Wallet, request, why, ct);
        var claim = new Claim(command.Wallet.MemberId, command.Wallet.ProgrammeId, Redemption.IdOf(request.EntryId), command.EndOfHold(request.Now));
        if (await stock.Reserve(key, command.Quantity, claim, request.Now, ct) is not { } reservation)
            return await wallets.Refuse(command.Wallet, request, new Refusal.OutOfStock(), ct);

        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(ct);
        inTime.CancelAfter(IStock.CommitWithin);
        var outcome = await Attempt(command.Wallet, command with { Reservation = reservation }, terms, request, inTime.Token);
        if (outcome is not Outcome.Booked { Replayed: false }) await ReleaseUnnamed(claim, reservation, request.Now, ct);
        return outcome;
    }

    private async Task<Outcome> Attempt(WalletId wallet, Redeem command, ProgrammeRevision terms, Request request, CancellationToken ct)
    {
        try
        {
            return await wallets.Commit(wallet, request, it => Redeem.Decide(it, command, terms, request), ct);
        }
        catch (StoreBusyException)
        {
            await stock.Settle(command.Reservation!, 0, request.Now, ct);
            throw;
        }
    }

    /// <summary>Another attempt at the same request may have been the one that counted, and even with this reservation.</summary>
    private async Task ReleaseUnnamed(Claim claim, Reservation reservation, DateTimeOffset now, CancellationToken ct)
    {
        var redemption = await wallets.FindRedemption(claim.MemberId, claim.RedemptionId, ct);
        if (redemption?.Reservation?.ReservationId != reservation.ReservationId) await stock.Settle(reservation, 0, now, ct);
    }

    /// <summary>For what may give pieces back to a stock.</summary>
    private Task<Outcome> Return(
        WalletId wallet, string redemptionId, Request request, Func<Wallet, Records, ProgrammeRevision, Decision> decide, CancellationToken ct) =>
        returns.Around(wallet.MemberId, [redemptionId], request.Now, () => Commit(wallet, request, decide, ct), ct);

    private async Task<Outcome> Commit(WalletId wallet, Request request, Func<Wallet, Records, ProgrammeRevision, Decision> decide, CancellationToken ct) =>
        await programmes.TermsOf(wallet.ProgrammeId, request.Now, ct) is { } terms
            ? await wallets.Commit(wallet, request, (it, records) => decide(it, records, terms), ct)
            : await wallets.Refuse(wallet, request, Refusal.NotFound.Programme, ct);
}
