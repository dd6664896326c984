using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Budgets;

/// <summary>
/// New points for a wallet, counted against the budget. They are one lot, which expires as the terms say. If they can
/// be used at once, they first repay the member's debts.
/// </summary>
/// <param name="Kind">The kind of the ledger entry that books the points.</param>
/// <param name="Points">The points before early refunds are subtracted.</param>
/// <param name="IssuedBy">The merchant who pays for the points at settlement.</param>
internal sealed record PointsIssue(
    EntryKind Kind,
    Points Points,
    string IssuedBy,
    ImmutableArray<Explanation> Explanation
)
{
    /// <summary>The part of <see cref="Points"/> that early refunds take back. It is never issued.</summary>
    public Points AlreadyRefunded { get; init; }

    /// <summary>The first day on which the points can be used; null if at once.</summary>
    public DateOnly? UsableFrom { get; init; }

    /// <summary>
    /// Books the points. Refuses if their last day is before today, if the wallet has no room for another lot, or if
    /// the allowance is too small.
    /// </summary>
    public Decision BookOn(PendingChange pending, Request request, Allowance allowance)
    {
        var lot = new Lot(Points - AlreadyRefunded, pending.Terms.Validity.ExpiresOn(pending.Today), IssuedBy);
        if (lot.HasExpired(pending.Today))
            return new Refusal.NotEligible($"points of this programme expired on {lot.ExpiresOn:yyyy-MM-dd}");
        if (pending.Wallet.FindRoomRefusal([lot]) is { } refusal)
            return refusal;
        if (allowance.Draw(lot.Points) is not { } leases)
            return new Refusal.BudgetExhausted();
        var change = UsableFrom is { } from
            ? pending.NextChange.AddPending(new(lot.Points, from, lot.ExpiresOn, lot.IssuedBy, pending.Terms.Number))
            : pending.NextChange.Receive([lot], pending.Today);
        var booked = pending.Book(
            request,
            Kind,
            change,
            [.. Explanation, .. RefundExplanation, .. change.Deductions],
            leases
        );
        return new Decision.Accepted(booked) { Issued = lot.Points };
    }

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
