using System.Runtime.CompilerServices;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>
/// Follows up on revisions that have taken effect. Decisions need no job: they pick the revision by instant. This job
/// updates wallets if the revision changes when lots expire or when jobs are due, and withdraws announced revisions
/// that a later one has superseded.
/// </summary>
public sealed class RevisionActivationRun(
    IProgrammes programmes,
    IWalletStore wallets,
    IChangeNotifications changeNotifications,
    InstanceLag lag
)
{
    /// <param name="deadline">When cancelled, nothing new is started. The next run continues.</param>
    public async Task<ActivationReport> Run(DateTimeOffset now, CancellationToken deadline, CancellationToken ct)
    {
        var (report, steps) = (new ActivationReport(), new IndependentSteps());
        await foreach (var programmeId in programmes.ListIds(ct))
            if (!deadline.IsCancellationRequested)
                await steps.Run(async () =>
                {
                    if (
                        await programmes.FindTimetable(programmeId, ct) is not { } timetable
                        || timetable.FindActive(now) is not { } active
                    )
                        return;
                    foreach (var pending in timetable.Revisions.Where(it => it.IsPending(now)))
                        await HandlePending(programmeId, pending, active, report, now, ct);
                    if (timetable.AppliedRevision < active)
                        await ApplyToWallets(programmeId, timetable.AppliedRevision, report, now, deadline, ct);
                });
        steps.ThrowIfAnyFailed(
            $"{report.WalletsUpdated} wallets were updated and {report.RevisionsApplied} revisions completed"
        );
        return report;
    }

    /// <summary>
    /// Withdraws a revision that a later one has superseded. Reports one that is late to the operator.
    /// </summary>
    private async Task HandlePending(
        string programmeId,
        RevisionProgress pending,
        int active,
        ActivationReport report,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var terms = (await programmes.FindRevision(programmeId, pending.Number, ct))!.ReadTerms();
        if (pending.Number < active)
        {
            var changed = await programmes.UpdateTimetable(
                programmeId,
                it => it.Find(pending.Number)!.IsPending(now) ? it.Withdraw(pending.Number, terms, now) : null,
                act: null,
                ct
            );
            if (changed is not null)
                report.RevisionsWithdrawn++;
        }
        else if (pending.IsLate(terms, now))
        {
            report.LateRevisions = report.LateRevisions.Add((programmeId, pending.Number, pending.EffectiveOn!.Value));
        }
    }

    private async Task ApplyToWallets(
        string programmeId,
        int applied,
        ActivationReport report,
        DateTimeOffset now,
        CancellationToken deadline,
        CancellationToken ct
    )
    {
        if (await programmes.Find(programmeId, ct) is not { } programme || programme.TermsAt(now) is not { } terms)
            return;
        // Until all instances know the revision, one of them may still open a wallet with the previous terms.
        if (terms.EffectiveFrom > now - lag.Max)
            return;
        if (TermsDifferences.AffectWallets(programme, applied, terms))
        {
            var steps = new IndependentSteps();
            report.WalletsUpdated += await steps.RunEach(
                FindWalletsToUpdate(terms, deadline, ct),
                (wallet, one) =>
                    wallets.CommitMaintenance(
                        wallet,
                        it => it.AppliedRevision < terms.Number ? new(it.BeginChange(terms, now)) : null,
                        one
                    ),
                ct
            );
            steps.ThrowIfAnyFailed($"some wallets of {programmeId} were updated to revision {terms.Number}");
            if (deadline.IsCancellationRequested)
                return;
        }
        if (
            await programmes.UpdateTimetable(
                programmeId,
                it => it.AppliedRevision < terms.Number ? it with { AppliedRevision = terms.Number } : null,
                act: null,
                ct
            )
            is not null
        )
            report.RevisionsApplied++;
    }

    private async IAsyncEnumerable<WalletId> FindWalletsToUpdate(
        ProgrammeTerms terms,
        CancellationToken deadline,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var wallet in changeNotifications.FindWalletsBeforeRevision(terms.ProgrammeId, terms.Number, ct))
        {
            if (deadline.IsCancellationRequested)
                yield break;
            yield return wallet;
        }
    }
}
