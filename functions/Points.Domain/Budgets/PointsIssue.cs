using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Budgets;

/// <summary>
/// New points for a wallet, from the budget. They form one lot, which expires as the terms say. They repay the member's
/// debts first.
/// </summary>
/// <param name="Kind">The kind of the entry that books them.</param>
/// <param name="IssuedBy">The merchant who pays for the points.</param>
internal sealed record PointsIssue(
    EntryKind Kind,
    Points Points,
    string IssuedBy,
    ImmutableArray<Explanation> Explanation
)
{
    /// <summary>The part of the points that early refunds have taken back. It is never issued.</summary>
    public Points AlreadyRefunded { get; init; }

    /// <summary>
    /// Books the points. Refuses if they would expire before today, if the allowance is too small, or if the wallet
    /// would hold too many lots.
    /// </summary>
    public Decision BookOn(PendingChange pending, Request request, Allowance allowance)
    {
        var lot = CreateLot(pending, Points);
        if (lot.HasExpired(pending.Today))
            return new Refusal.NotEligible($"points of this programme expired on {lot.ExpiresOn:yyyy-MM-dd}");
        if (allowance.Draw(Points - AlreadyRefunded) is not { } leases)
            return new Refusal.BudgetExhausted();
        var issued = pending.NextChange.Receive([lot with { Points = Points - AlreadyRefunded }], pending.Today);
        var booked = pending.Book(
            request,
            Kind,
            issued,
            [.. Explanation, .. RefundExplanation, .. issued.Deductions],
            leases
        );
        return booked.Wallet.Lots.Open.Length > Lots.CountMax
            ? new Refusal.LimitReached($"a wallet holds at most {Lots.CountMax} lots")
            : new Decision.Accepted(booked);
    }

    /// <summary>Creates the lot for points that are earned now.</summary>
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
                    $"{AlreadyRefunded} of {Points} points were refunded before the purchase arrived"
                ),
            ];
}
