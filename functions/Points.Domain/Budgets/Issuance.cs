using Points.Domain.Deciding;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Budgets;

/// <summary>Commits what issues points: within the programme's budget, whatever becomes of the commit (law L6).</summary>
public sealed class Issuance(IWalletStore wallets, IBudgets budgets)
{
    /// <param name="most">The most that <paramref name="decide"/> can issue, whoever the member is.</param>
    public async Task<Outcome> Commit(
        WalletId wallet, Request request, ProgrammeRevision terms, Points most, Func<Wallet, Allowance, Decision> decide, CancellationToken ct)
    {
        if (most == Points.Zero || BudgetKey.Of(terms, request.Now) is not { } budget)
            return await wallets.Commit(wallet, request, it => decide(it, Allowance.Unlimited), ct);
        var allowance = await budgets.Take(budget, most, ct);
        try
        {
            // Beyond its deadline nothing may be written any more: the leases are counted up by then.
            using var inTime = CancellationTokenSource.CreateLinkedTokenSource(ct, allowance.Deadline);
            var outcome = await wallets.Commit(wallet, request, it => decide(it, allowance), inTime.Token);
            budgets.Settle(budget, allowance, outcome is Outcome.Booked { Replayed: false } booked ? booked.Entry.Leases : []);
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
