using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Budgets;

/// <summary>
/// New points for a wallet, for whatever cause: as one lot that lasts as the terms say, out of the budget. What is owed is
/// paid back from them at once.
/// </summary>
/// <param name="IssuedBy">The merchant who pays for them.</param>
internal sealed record PointsIssue(
    EntryKind Kind,
    Points Points,
    string IssuedBy,
    ImmutableArray<Explanation> Explanation
)
{
    /// <summary>What of the points was refunded before they came: it is never issued.</summary>
    public Points AlreadyRefunded { get; init; }

    public Decision BookOn(PendingChange pending, Request request, Allowance allowance)
    {
        var lot = CreateLot(pending, Points);
        if (lot.HasExpired(pending.Today))
            return new Refusal.NotEligible($"points of this programme ended on {lot.ExpiresOn:yyyy-MM-dd}");
        if (allowance.Draw(Points - AlreadyRefunded) is not { } leases)
            return new Refusal.BudgetExhausted();
        var issued = pending.NextChange.Receive([lot with { Points = Points - AlreadyRefunded }], pending.Today);
        var posting = pending.Book(
            request,
            Kind,
            issued,
            [.. Explanation, .. RefundExplanation, .. issued.Deductions],
            leases
        );
        return posting.Wallet.Lots.Open.Length > Lots.CountMax
            ? new Refusal.LimitReached($"a wallet holds at most {Lots.CountMax} lots")
            : new Decision.Accepted(posting);
    }

    /// <summary>The lot that points make which are earned now.</summary>
    public Lot CreateLot(PendingChange pending, Points points) =>
        new(points, pending.Terms.Validity.ExpiresOn(pending.Today), IssuedBy);

    private ImmutableArray<Explanation> RefundExplanation =>
        AlreadyRefunded == Points.Zero
            ? []
            :
            [
                new(
                    "refund",
                    -AlreadyRefunded,
                    $"{AlreadyRefunded} of {Points} points were refunded before the purchase came"
                ),
            ];
}
