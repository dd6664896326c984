using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Revising;

/// <summary>
/// Sees to what follows when a revision's day comes. That it counts needs no job: decisions go by the instant. This brings
/// wallets under it where that matters for when jobs have to see to them, and withdraws what was overtaken.
/// </summary>
public sealed class RevisionActivationRun(
    IProgrammes programmes,
    IWalletStore wallets,
    IChangeNotifications changeNotifications,
    InstanceLag lag
)
{
    /// <param name="deadline">From when nothing new is begun: the next run goes on.</param>
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
            $"{report.WalletsUpdated} wallets were brought under {report.RevisionsApplied} revisions"
        );
        return report;
    }

    /// <summary>A revision that a later one overtook never comes; of one that is late the operator must know.</summary>
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
        // Until all instances know of it, one may still open a wallet under the terms before.
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
            steps.ThrowIfAnyFailed($"some wallets of {programmeId} were brought under revision {terms.Number}");
            if (deadline.IsCancellationRequested)
                return;
        }
        if (
            await programmes.UpdateTimetable(
                programmeId,
                it => it.AppliedRevision < terms.Number ? it with { AppliedRevision = terms.Number } : null,
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

/// <summary>What a run of <see cref="RevisionActivationRun"/> did and found.</summary>
public sealed class ActivationReport
{
    public long WalletsUpdated { get; internal set; }

    /// <summary>How many revisions are done with.</summary>
    public int RevisionsApplied { get; internal set; }

    public int RevisionsWithdrawn { get; internal set; }

    /// <summary>Revisions whose day has come while members wait for their notices.</summary>
    public ImmutableArray<(string ProgrammeId, int Revision, DateOnly On)> LateRevisions { get; internal set; } = [];
}
