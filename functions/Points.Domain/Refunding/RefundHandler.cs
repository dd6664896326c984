using System.Collections.Immutable;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Refunding;

/// <summary>Takes refunds.</summary>
public sealed class RefundHandler(IWalletStore wallets, IProgrammes programmes, Issuance issuance, StockReturns returns)
{
    /// <summary>Says within that the order has come between looking and committing; never given to anyone.</summary>
    private static readonly Refusal OrderArrivedMeanwhile = new Refusal.NotFound("order yet");

    public async Task<Outcome> Handle(Refund command, Request request, CancellationToken ct)
    {
        if (await programmes.FindTerms(command.Wallet.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(command.Wallet, request, Refusal.NotFound.Programme, ct);
        var outcome = await TryHandle(command, terms, request, ct);
        // An order comes once, and stays: the second look finds it.
        return outcome is Outcome.Refused { Refusal: var why } && ReferenceEquals(why, OrderArrivedMeanwhile)
            ? await TryHandle(command, terms, request, ct)
            : outcome;
    }

    private static ImmutableArray<string> RedemptionIdsOf(Order? order) => order is null ? [] : order.RedemptionIds;

    /// <summary>The order knows which period's budget it drew from, and that its points go back to; so it is looked at first.</summary>
    private async Task<Outcome> TryHandle(Refund command, ProgrammeTerms terms, Request request, CancellationToken ct)
    {
        var key = new RecordKey.Order(command.MerchantId, command.OrderId);
        var known = await wallets.FindRecord(command.Wallet.MemberId, key, ct) as Order;
        var budget = known?.BudgetPeriod is { } period ? new BudgetKey(terms.ProgrammeId, period, Points.Zero) : null;
        return await returns.CommitWithReturns(
            command.Wallet.MemberId,
            RedemptionIdsOf(known),
            request.Now,
            () =>
                issuance.CommitReturn(
                    command.Wallet,
                    request,
                    budget,
                    (wallet, records, allowance) =>
                        known is null && records.Has(key) && records.Find<Order>(key) is not null
                            ? OrderArrivedMeanwhile
                            : Refund.Decide(wallet, records, command, terms, request, allowance),
                    ct
                ),
            ct
        );
    }
}
