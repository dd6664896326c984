using System.Collections.Immutable;
using Points.Domain.Deciding;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Domain.Budgets;

/// <summary>
/// New points for a wallet, for whatever cause: as one lot that lasts as the terms say, out of the budget. What is owed is
/// paid back from them at once.
/// </summary>
/// <param name="IssuedBy">The merchant who pays for them.</param>
internal sealed record Issue(Cause Cause, Points Points, string IssuedBy, ImmutableArray<Explanation> Explanation)
{
    /// <summary>What of the points was refunded before they came: it is never issued.</summary>
    public Points Refunded { get; init; }

    public Decision To(Posting before, Request request, Allowance allowance)
    {
        var lot = LotOf(before, Points);
        if (lot.HasExpired(before.Today))
            return new Refusal.NotEligible($"points of this programme ended on {lot.ExpiresOn:yyyy-MM-dd}");
        if (allowance.Draw(Points - Refunded) is not { } leases)
            return new Refusal.BudgetExhausted();
        var issued = before.Move.Receive([lot with { Points = Points - Refunded }], before.Today);
        var posting = before.Book(request, Cause, issued, [.. Explanation, .. Early, .. issued.Deductions], leases);
        return posting.Wallet.Lots.Open.Length > Lots.CountMax
            ? new Refusal.LimitReached($"a wallet holds at most {Lots.CountMax} lots")
            : new Decision.Accepted(posting);
    }

    /// <summary>The lot that points make which are earned now.</summary>
    public Lot LotOf(Posting at, Points points) => new(points, at.Terms.Validity.ExpiresOn(at.Today), IssuedBy);

    private ImmutableArray<Explanation> Early =>
        Refunded == Points.Zero
            ? []
            : [new("refund", -Refunded, $"{Refunded} of {Points} points were refunded before the purchase came")];
}
