using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Earning;

/// <summary>
/// A member or a merchant asks what a purchase would earn. A merchant that holds no code of the member's is told what
/// it would earn for somebody of whom nothing is known.
/// </summary>
public sealed record QuoteAccrual(Accrue Purchase);

/// <summary>Calculates what a purchase would earn, with the same decision as a real purchase. Writes nothing.</summary>
public sealed class QuoteAccrualHandler(IWalletStore wallets, IProgrammes programmes)
{
    /// <returns>The change that the purchase would make, or why it would be refused.</returns>
    public async Task<Decision> Handle(QuoteAccrual command, DateTimeOffset now, CancellationToken ct)
    {
        var purchase = command.Purchase;
        // The terms are checked before the member is looked up: strangers must not learn who is a member.
        if (await programmes.FindTerms(purchase.Wallet.ProgrammeId, now, ct) is not { } terms)
            return Refusal.NotFound.Programme;
        if (purchase.FindTermsRefusal(terms, now) is { } refusal)
            return refusal;
        var request = Request.WithoutCaller(now);
        if (purchase.IsByStranger)
            return purchase.RedemptionIds.IsEmpty
                ? DecideFor(UnknownMember.OpenWallet(purchase.Wallet), LoadedRecords.None)
                : NamedRedemptions.NeedsCode;
        return await wallets.Evaluate(purchase.Wallet, DecideFor, ct) ?? new Refusal.MemberNotEnrolled();

        Decision DecideFor(Wallet wallet, LoadedRecords records) =>
            Accrue.Decide(wallet, records, purchase, terms, request, Allowance.Unlimited);
    }
}
