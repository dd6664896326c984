using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;
using Points.Domain.Stocking;

namespace Points.Domain.Earning;

/// <summary>Books purchases. An order earns once, whoever the member (decision 28).</summary>
public sealed class AccrueHandler(
    IWalletStore wallets,
    IProgrammes programmes,
    IOrderClaims claims,
    Issuance issuance,
    UnenrolledPurchase unenrolled,
    StockReturns returns
)
{
    /// <exception cref="OrderBusyException">Another request is booking this order.</exception>
    /// <exception cref="BudgetBusyException">Other instances hold the points.</exception>
    /// <exception cref="StoreBusyException">Throttled. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer. Repeating the request is safe and returns its outcome.
    /// </exception>
    public async Task<Outcome> Handle(Accrue command, Request request, CancellationToken ct)
    {
        // The terms are checked before the member is looked up: strangers must not learn who is a member.
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        if ((command.FindTermsRefusal(terms, request.Now) ?? command.FindPresenceRefusal()) is { } refusal)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, refusal, ct);
        return command.RedemptionIds.IsEmpty
            ? await ClaimAndBook(command, terms, request, ct)
            : await BookAndReturnStock(command, terms, request, ct);
    }

    /// <summary>
    /// Refuses a purchase because its card code is not the member's. A repeat gets its first answer, even if the code
    /// has expired since.
    /// </summary>
    public Task<Outcome> RefuseCard(Accrue command, Request request, CancellationToken ct) =>
        wallets.RefuseUnlessBooked(command.Wallet, request, new Refusal.CardCodeInvalid(), ct);

    /// <summary>
    /// Books a purchase that redemptions paid for. If it was fully refunded before it arrived, it reverses them, and
    /// their stock is returned.
    /// </summary>
    private async Task<Outcome> BookAndReturnStock(
        Accrue command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        var member = command.Wallet.MemberId;
        var marked = await returns.Mark(member, command.RedemptionIds, request.Now, ct);
        var outcome = await ClaimAndBook(command, terms, request, ct);
        await returns.Finish(member, marked, outcome, request.Now, ct);
        return outcome;
    }

    /// <summary>Claims the order while the wallet is read, and books the purchase under the claim.</summary>
    private async Task<Outcome> ClaimAndBook(
        Accrue command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        if (terms.Earning.OrderScope == OrderScope.Member)
            return await Book(command, terms, request, ct);
        var order = OrderToClaim.Of(command.OrderKey, terms.Earning);
        var reading = wallets.Read(command.Wallet, ct);
        var claim = await claims.TryMake(order, command.Wallet, reading, request, ct);
        if (await reading is not { } read)
            return await unenrolled.Refuse(command, terms, request, ct);
        if (claim is null)
        {
            // A repeat gets its first answer, whoever has the claim by now.
            if (await wallets.FindBooked(read, request, ct) is { } first)
                return first;
            (claim, var refusal) = await claims.TakeOver(order, read, request, ct);
            if (claim is null)
                return refusal!;
        }
        return await BookUnder(claim, read, command, terms, request, ct);
    }

    /// <summary>Books the purchase in time, or gives the claim up before the answer.</summary>
    private async Task<Outcome> BookUnder(
        OrderClaim claim,
        ReadWallet read,
        Accrue command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        using var inTime = CancellationTokenSource.CreateLinkedTokenSource(ct);
        inTime.CancelAfter(claim.TimeLeft);
        Outcome outcome;
        try
        {
            outcome = await Book(read, command, terms, request, inTime.Token);
        }
        catch (BudgetBusyException)
        {
            await claims.GiveUp(claim, ct);
            throw;
        }
        // After any other fault, the purchase may be booked. Then the claim must stay.
        if (outcome is not Outcome.Booked { IsReplayed: false })
            await claims.GiveUp(claim, ct);
        return outcome;
    }

    private async Task<Outcome> Book(Accrue command, ProgrammeTerms terms, Request request, CancellationToken ct) =>
        await wallets.Read(command.Wallet, ct) is { } read
            ? await Book(read, command, terms, request, ct)
            : await unenrolled.Refuse(command, terms, request, ct);

    /// <summary>
    /// Books the purchase as a new order. If the member has an order of this number, all of which was refunded, books
    /// it in the place of that one.
    /// </summary>
    private async Task<Outcome> Book(
        ReadWallet read,
        Accrue command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        var outcome = await Commit(read, command, terms, request, ct);
        return
            outcome is Outcome.Refused { Refusal: Refusal.OrderAlreadyAccrued }
            && await read.FindRecord(command.OrderKey, ct) is Order { IsFullyRefunded: true }
            ? await Commit(read, command with { ReusesNumber = true }, terms, request, ct)
            : outcome;
    }

    private Task<Outcome> Commit(
        ReadWallet read,
        Accrue command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    ) =>
        issuance.Commit(
            read,
            request,
            terms,
            (wallet, records, allowance) => Accrue.Decide(wallet, records, command, terms, request, allowance),
            ct
        );
}
