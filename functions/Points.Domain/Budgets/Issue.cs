using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Budgets;

/// <summary>New points for a wallet, for whatever cause: as one lot that lasts as the terms say, out of the budget.</summary>
/// <param name="IssuedBy">The merchant who pays for them.</param>
internal sealed record Issue(Cause Cause, Points Points, string IssuedBy, ImmutableArray<Explanation> Explanation)
{
    public Decision To(Wallet wallet, ProgrammeRevision terms, Request request, Allowance allowance)
    {
        var today = terms.BusinessDate(request.Now);
        var lot = new Lot(Points, terms.Validity.ExpiresOn(today), IssuedBy);
        if (lot.HasExpired(today)) return new Refusal.NotEligible($"points of this programme ended on {lot.ExpiresOn:yyyy-MM-dd}");
        if (allowance.Draw(Points) is not { } leases) return new Refusal.BudgetExhausted();
        var posting = wallet.Post(terms, request.Now).Earn(request, Cause, lot, Explanation, leases);
        return posting.Wallet.Lots.Open.Length > Lots.CountMax
            ? new Refusal.LimitReached($"a wallet holds at most {Lots.CountMax} lots")
            : new Decision.Accepted(posting);
    }
}
