using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Earning;

/// <summary>
/// Refuses a purchase for somebody who is not enrolled. A merchant that holds no code of the member's gets every
/// refusal that does not depend on the member first, as it would for a member. So it cannot find out who is a member
/// from a purchase that is refused anyway (decision 46).
/// </summary>
public sealed class UnenrolledPurchase(IWalletStore wallets, IOrderClaims claims, IBudgets budgets)
{
    /// <exception cref="OrderBusyException">Another request is booking this order.</exception>
    /// <exception cref="BudgetBusyException">Other instances hold the points.</exception>
    public async Task<Outcome> Refuse(Accrue command, ProgrammeTerms terms, Request request, CancellationToken ct)
    {
        var refusal = command.IsByStranger ? await FindOtherRefusal(command, terms, request, ct) : null;
        return await wallets.RefuseUnlessBooked(
            command.Wallet,
            request,
            refusal ?? new Refusal.MemberNotEnrolled(),
            ct
        );
    }

    private async Task<Refusal?> FindOtherRefusal(
        Accrue command,
        ProgrammeTerms terms,
        Request request,
        CancellationToken ct
    )
    {
        if (
            terms.Earning.OrderScope == OrderScope.Merchant
            && await claims.FindRefusal(command.OrderKey, ct) is { } earned
        )
            return earned;
        if (!command.RedemptionIds.IsEmpty)
            return NamedRedemptions.NotOfThisMember(index: 0);
        var wallet = UnknownMember.OpenWallet(command.Wallet);
        return Accrue.Decide(wallet, LoadedRecords.None, command, terms, request, Allowance.Unlimited) switch
        {
            Decision.Accepted accepted => await FindBudgetRefusal(terms, accepted.Issued, request, ct),
            Decision.Refused { Refusal: var refusal } => refusal,
            _ => null,
        };
    }

    private async Task<Refusal?> FindBudgetRefusal(
        ProgrammeTerms terms,
        Points points,
        Request request,
        CancellationToken ct
    )
    {
        if (BudgetKey.Of(terms, request.Now) is not { } budget || points == Points.Zero)
            return null;
        if (await budgets.Reserve(budget, points, ct) is not { } allowance)
            return new Refusal.BudgetExhausted();
        budgets.Settle(budget, allowance, []);
        return null;
    }
}
