using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Stocking;

namespace Points.Domain.Redeeming;

/// <summary>
/// The part that confirming, cancelling and reversing share: finds the redemption's wallet and terms, commits the
/// decision within the programme's compensation budget, and returns pieces to a limited reward's stock.
/// </summary>
public sealed class RedemptionCommit(
    IWalletStore wallets,
    IProgrammes programmes,
    Issuance issuance,
    StockReturns returns
)
{
    /// <param name="decide">Decides on the redemption; refused without it if there is no such redemption.</param>
    public async Task<Outcome> Run(
        string memberId,
        string redemptionId,
        Request request,
        Func<Wallet, LoadedRecords, ProgrammeTerms, Allowance, Decision> decide,
        CancellationToken ct
    )
    {
        // Only the redemption names its programme, and so its wallet.
        if (await wallets.FindRedemption(memberId, redemptionId, ct) is not { } redemption)
            return new Refusal.NotFound("redemption");
        var id = new WalletId(memberId, redemption.ProgrammeId);
        if (await programmes.FindTerms(id.ProgrammeId, request.Now, ct) is not { } terms)
            return await wallets.RefuseUnlessBooked(id, request, Refusal.NotFound.Programme, ct);
        var marked = await returns.Mark([redemption], request.Now, ct);
        var outcome = await issuance.CommitCompensation(
            id,
            request,
            terms,
            (wallet, records, allowance) => decide(wallet, records, terms, allowance),
            ct
        );
        await returns.Finish(memberId, marked, outcome, request.Now, ct);
        return outcome;
    }
}
