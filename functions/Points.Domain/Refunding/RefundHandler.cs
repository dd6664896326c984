using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Programmes.Rules;
using Points.Domain.Stocking;

namespace Points.Domain.Refunding;

/// <summary>Books refunds.</summary>
public sealed class RefundHandler(
    IWalletStore wallets,
    IProgrammes programmes,
    IOrderClaims claims,
    Issuance issuance,
    UnenrolledRefundHandler unenrolled,
    StockReturns returns
)
{
    /// <summary>A signal within this class, which callers never see: retry, because the order now exists.</summary>
    private static readonly Refusal OrderArrivedMeanwhile = new Refusal.NotFound("order yet");

    /// <exception cref="OrderBusyException">Another member's request is booking the order.</exception>
    /// <exception cref="StoreBusyException">Throttled. Nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store did not answer. Repeating the request is safe and returns its outcome.
    /// </exception>
    public async Task<Outcome> Handle(Refund command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        var outcome = await TryHandle(command, terms, request, ct);
        // One retry is enough: orders are never deleted, so the second attempt finds the order.
        return outcome is Outcome.Refused { Refusal: var refusal } && ReferenceEquals(refusal, OrderArrivedMeanwhile)
            ? await TryHandle(command, terms, request, ct)
            : outcome;
    }

    /// <summary>Reads the order before the commit: it names the budget period that its points return to.</summary>
    private async Task<Outcome> TryHandle(Refund command, ProgrammeTerms terms, Request request, CancellationToken ct)
    {
        if (await wallets.Read(command.Wallet, ct) is not { } read)
            return command.ByOperator
                ? await wallets.RefuseUnlessBooked(command.Wallet, request, new Refusal.MemberNotEnrolled(), ct)
                : await unenrolled.Handle(command, terms, request, ct);
        var order = await read.FindRecord(command.OrderKey, ct) as Order;
        if (order is null && await FindAnswerForAnothers(command, terms, read, request, ct) is { } answer)
            return answer;
        var marked = await returns.Mark(command.Wallet.MemberId, order?.RedemptionIds ?? [], request.Now, ct);
        var outcome = await issuance.CommitReturn(
            command.Wallet,
            request,
            BudgetOf(order, terms),
            (wallet, records, allowance) =>
                order is null && records.Has(command.OrderKey) && records.Find<Order>(command.OrderKey) is not null
                    ? OrderArrivedMeanwhile
                    : Refund.Decide(wallet, records, command, terms, request, allowance),
            ct
        );
        await returns.Finish(command.Wallet.MemberId, marked, outcome, request.Now, ct);
        if (order is not null && outcome is Outcome.Booked)
            await FreeIfWhollyRefunded(command, terms, read, ct);
        return outcome;
    }

    /// <summary>
    /// Finds the answer to a refund of an order that another member has. Without this check, the refund would wait for
    /// a purchase that never comes.
    /// </summary>
    /// <returns>Null if no other member has the order.</returns>
    private async Task<Outcome?> FindAnswerForAnothers(
        Refund command,
        ProgrammeTerms terms,
        ReadWallet read,
        Request request,
        CancellationToken ct
    )
    {
        if (terms.Earning.OrderScope == OrderScope.Member)
            return null;
        var owner = await claims.FindOwner(command.OrderKey, read.Wallet.LedgerKey, ct);
        return await owner.Match<Task<Outcome?>>(
            noOther: _ => Task.FromResult<Outcome?>(null),
            sameMember: _ => Task.FromResult<Outcome?>(null),
            anotherMember: async _ =>
                await wallets.RefuseUnlessBooked(read, request, new Refusal.OrderOfAnotherMember(), ct),
            undecided: async _ => await wallets.FindBooked(read, request, ct) ?? throw new OrderBusyException()
        );
    }

    /// <summary>A whole refund frees the number of the order (decision 28).</summary>
    private async Task FreeIfWhollyRefunded(Refund command, ProgrammeTerms terms, ReadWallet read, CancellationToken ct)
    {
        if (
            terms.Earning.OrderScope == OrderScope.Merchant
            && await read.FindRecord(command.OrderKey, ct) is Order { IsFullyRefunded: true } refunded
        )
            await claims.Free(refunded, read.Wallet.LedgerKey, ct);
    }

    /// <summary>The budget that issued the order's points. A return needs no cap.</summary>
    private static BudgetKey? BudgetOf(Order? order, ProgrammeTerms terms) =>
        order?.BudgetPeriod is { } period ? new BudgetKey(terms.ProgrammeId, period, Cap: Points.Zero) : null;
}
