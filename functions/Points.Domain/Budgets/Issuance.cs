using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Budgets;

/// <summary>Commits what issues points, or takes them back: within the programme's budget, whatever becomes of the commit (law L6).</summary>
public sealed class Issuance(IWalletStore wallets, IBudgets budgets)
{
    /// <param name="pointsMax">The most that <paramref name="decide"/> can issue, whoever the member is.</param>
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

    /// <param name="budget">Which the points came from; null where they came from none.</param>
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
            // Beyond its deadline nothing may be written any more: the leases are counted up by then.
            using var inTime = CancellationTokenSource.CreateLinkedTokenSource(ct, allowance.Deadline);
            var outcome = await wallets.Commit(
                wallet,
                request,
                (it, records) => decide(it, records, allowance),
                inTime.Token
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
