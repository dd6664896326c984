using Points.Domain.Approving;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Domain.Budgets;

/// <summary>
/// Commits decisions that issue points or return them, always within the programme's budgets (law L6). The allowance is
/// exactly what the decision issues, and is taken after the decision: nothing is reserved for an unknown member, for a
/// refusal, or for what an order might have earned. What staff give beyond what one person may is refused until a
/// second one has approved it.
/// </summary>
public sealed class Issuance(IWalletStore wallets, IBudgets budgets, StaffAllowance staff)
{
    /// <summary>Commits a decision that issues points.</summary>
    /// <param name="decide">
    /// A pure function. It is called first without a limit, to learn how many points it issues, and then with their
    /// allowance.
    /// </param>
    public Task<Outcome> Commit(
        WalletId id,
        Request request,
        ProgrammeTerms terms,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) => Commit(id, request, BudgetKey.Of(terms, request.Now), BudgetUse.Issue, decide, ct);

    /// <summary>Commits a decision that issues points on a wallet that was read.</summary>
    /// <param name="decide">A pure function, called as by the method that reads the wallet itself.</param>
    public Task<Outcome> Commit(
        ReadWallet read,
        Request request,
        ProgrammeTerms terms,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) => Commit(read, request, BudgetKey.Of(terms, request.Now), BudgetUse.Issue, decide, ct);

    /// <summary>
    /// Commits a decision that may give compensation, from the budget for that. If the budget is exhausted, the
    /// decision is made again with <see cref="Allowance.None"/> and is not refused.
    /// </summary>
    public Task<Outcome> CommitCompensation(
        WalletId id,
        Request request,
        ProgrammeTerms terms,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) => Commit(id, request, BudgetKey.OfCompensation(terms, request.Now), BudgetUse.Compensate, decide, ct);

    /// <summary>Commits a decision that may give points of an operator's, from the budget for that.</summary>
    public Task<Outcome> CommitAdjustment(
        WalletId id,
        Request request,
        ProgrammeTerms terms,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) => Commit(id, request, BudgetKey.OfAdjustments(terms, request.Now), BudgetUse.Issue, decide, ct);

    /// <summary>Commits a decision that takes a balance over, from the budget for that.</summary>
    public Task<Outcome> CommitOpeningBalance(
        WalletId id,
        Request request,
        ProgrammeTerms terms,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) => Commit(id, request, BudgetKey.OfOpenings(terms, request.Now), BudgetUse.Issue, decide, ct);

    /// <summary>Commits a decision that gives a grant, from the budget for grants, or else from the main one.</summary>
    public Task<Outcome> CommitGrant(
        WalletId id,
        Request request,
        ProgrammeTerms terms,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) =>
        Commit(
            id,
            request,
            BudgetKey.OfGrants(terms, request.Now) ?? BudgetKey.Of(terms, request.Now),
            BudgetUse.Grant,
            decide,
            ct
        );

    /// <summary>Commits a decision that returns points to the budget.</summary>
    /// <param name="budget">The budget that issued the points; null if they came from no budget.</param>
    public Task<Outcome> CommitReturn(
        WalletId id,
        Request request,
        BudgetKey? budget,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) => Commit(id, request, budget, BudgetUse.Return, decide, ct);

    private async Task<Outcome> Commit(
        WalletId id,
        Request request,
        BudgetKey? budget,
        BudgetUse use,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    ) =>
        await wallets.Read(id, ct) is { } read
            ? await Commit(read, request, budget, use, decide, ct)
            : await wallets.RefuseUnlessBooked(id, request, new Refusal.MemberNotEnrolled(), ct);

    private async Task<Outcome> Commit(
        ReadWallet read,
        Request request,
        BudgetKey? budget,
        BudgetUse use,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    )
    {
        for (var attempt = 0; ; attempt++)
        {
            var (decision, records) = await DecideWithoutLimit(read, decide, ct);
            if (decision is not Decision.Accepted accepted)
                return await wallets.RefuseUnlessBooked(read, request, decision.RequireRefusal(), ct);
            // What was counted once stays so when another commit comes first.
            if (attempt == 0 && use == BudgetUse.Issue && await staff.Take(request, accepted, ct) is { } needed)
                return await wallets.RefuseUnlessBooked(read, request, needed, ct);
            Outcome? outcome;
            if (budget is null || (accepted.Issued == Points.Zero && use != BudgetUse.Return))
                outcome = await wallets.TryCommit(read, accepted, request, ct);
            else if (await Reserve(budget, accepted.Issued, use, read, request, ct) is { } reserved)
                outcome = await TryCommitWithin(budget, reserved, read, records, decide, request, ct);
            else if (use == BudgetUse.Compensate)
                outcome = await TryCommitWithout(read, decide(read.Wallet, records, Allowance.None), request, ct);
            else
                outcome = await wallets.RefuseUnlessBooked(read, request, new Refusal.BudgetExhausted(), ct);
            if (outcome is not null)
                return outcome;
            await wallets.PauseAfterConflict(attempt, ct);
            var id = read.Wallet.Id;
            if (await wallets.Read(id, ct) is not { } next)
                return await wallets.RefuseUnlessBooked(id, request, new Refusal.MemberNotEnrolled(), ct);
            read = next;
        }
    }

    /// <summary>Decides without a limit, to learn how many points the decision issues.</summary>
    /// <returns>The decision, and the records that it was made with.</returns>
    private static async Task<(Decision Decision, LoadedRecords Records)> DecideWithoutLimit(
        ReadWallet read,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        CancellationToken ct
    )
    {
        var records = LoadedRecords.None;
        while (true)
        {
            var decision = decide(read.Wallet, records, Allowance.Unlimited);
            if (decision is not Decision.NeedsRecords { Keys: var keys })
                return (decision, records);
            records = await records.Load(read, keys, ct);
        }
    }

    /// <returns>Null if the budget is exhausted, or if the request was booked before and needs no points.</returns>
    /// <exception cref="BudgetBusyException">Other instances hold the points.</exception>
    private async Task<Allowance?> Reserve(
        BudgetKey budget,
        Points points,
        BudgetUse use,
        ReadWallet read,
        Request request,
        CancellationToken ct
    )
    {
        try
        {
            return use == BudgetUse.Return
                ? await budgets.ReserveForReturn(budget, ct)
                : await budgets.Reserve(budget, points, ct);
        }
        catch (BudgetBusyException)
        {
            if (await wallets.RefuseUnlessBooked(read, request, new Refusal.BudgetExhausted(), ct) is Outcome.Booked)
                return null;
            throw;
        }
    }

    /// <summary>
    /// Decides with the allowance, commits, and gives back what was not issued, before anyone is answered.
    /// </summary>
    /// <returns>Null if another commit has changed the wallet.</returns>
    private async Task<Outcome?> TryCommitWithin(
        BudgetKey budget,
        Allowance allowance,
        ReadWallet read,
        LoadedRecords records,
        Func<Wallet, LoadedRecords, Allowance, Decision> decide,
        Request request,
        CancellationToken ct
    )
    {
        try
        {
            // After the deadline, reconciliation may already have settled the leases: the commit must not happen.
            using var beforeDeadline = CancellationTokenSource.CreateLinkedTokenSource(ct, allowance.Deadline);
            var decision = decide(read.Wallet, records, allowance);
            var outcome = decision is Decision.Accepted accepted
                ? await wallets.TryCommit(read, accepted, request, beforeDeadline.Token)
                : await wallets.RefuseUnlessBooked(read, request, decision.RequireRefusal(), ct);
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

    /// <summary>Commits a decision that was made without an allowance.</summary>
    /// <returns>Null if another commit has changed the wallet.</returns>
    private async Task<Outcome?> TryCommitWithout(
        ReadWallet read,
        Decision decision,
        Request request,
        CancellationToken ct
    ) =>
        decision is Decision.Accepted accepted
            ? await wallets.TryCommit(read, accepted, request, ct)
            : await wallets.RefuseUnlessBooked(read, request, decision.RequireRefusal(), ct);

    /// <summary>What a commit uses a budget for.</summary>
    private enum BudgetUse
    {
        Issue,
        Grant,
        Return,
        Compensate,
    }
}
