using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Budgets;

/// <summary>
/// Commits decisions that issue points or return them, always within the programme's budget (law L6).
/// </summary>
public sealed class Issuance(IWalletStore wallets, IBudgets budgets)
{
    /// <summary>Reserves an allowance, commits the decision and settles the allowance.</summary>
    /// <param name="pointsMax">The most points that <paramref name="decide"/> can issue to any member.</param>
    public async Task<Outcome> Commit(
        WalletId wallet,
        Request request,
        ProgrammeTerms terms,
        Points pointsMax,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) =>
        pointsMax == Points.Zero || BudgetKey.Of(terms, request.Now) is not { } budget
            ? await wallets.Commit(wallet, request, (it, records) => decide(it, records, Allowance.Unlimited), ct)
            : await CommitWithAllowance(
                budget,
                await budgets.Reserve(budget, pointsMax, ct),
                wallet,
                request,
                decide,
                ct
            );

    /// <summary>Commits a decision that returns points to the budget.</summary>
    /// <param name="budget">The budget that issued the points; null if they came from no budget.</param>
    public async Task<Outcome> CommitReturn(
        WalletId wallet,
        Request request,
        BudgetKey? budget,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) =>
        budget is null
            ? await wallets.Commit(wallet, request, (it, records) => decide(it, records, Allowance.Unlimited), ct)
            : await CommitWithAllowance(
                budget,
                await budgets.ReserveForReturn(budget, ct),
                wallet,
                request,
                decide,
                ct
            );

    private async Task<Outcome> CommitWithAllowance(
        BudgetKey budget,
        Allowance allowance,
        WalletId wallet,
        Request request,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    )
    {
        try
        {
            // After the deadline, reconciliation may already have settled the leases: the commit must not happen.
            using var beforeDeadline = CancellationTokenSource.CreateLinkedTokenSource(ct, allowance.Deadline);
            var outcome = await wallets.Commit(
                wallet,
                request,
                (it, records) => decide(it, records, allowance),
                beforeDeadline.Token
            );
            budgets.Settle(
                budget,
                allowance,
                outcome is Outcome.Booked { IsReplayed: false } booked ? booked.Entry.Leases : []
            );
            return outcome;
        }
        catch (StoreBusyException)
        {
            budgets.Settle(budget, allowance, []);
            throw;
        }
        catch
        {
            budgets.Abandon(budget, allowance);
            throw;
        }
    }
}
