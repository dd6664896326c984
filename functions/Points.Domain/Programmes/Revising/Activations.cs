using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Points.Domain.Ports;
using Points.Domain.Wallets;

namespace Points.Domain.Programmes.Revising;

/// <summary>
/// Sees to what follows when a revision's day comes. That it counts needs no job: decisions go by the instant. This brings
/// wallets under it where that matters for when jobs have to see to them, and withdraws what was overtaken.
/// </summary>
public sealed class Activations(IProgrammes programmes, IWalletStore wallets, ITellings tellings, InstanceLag lag)
{
    /// <param name="enough">From when nothing new is begun: the next run goes on.</param>
    public async Task<ActivationReport> Run(DateTimeOffset now, CancellationToken enough, CancellationToken ct)
    {
        var (report, steps) = (new ActivationReport(), new Steps());
        await foreach (var programmeId in programmes.All(ct))
            if (!enough.IsCancellationRequested)
                await steps.Take(async () =>
                {
                    if (
                        await programmes.Timetable(programmeId, ct) is not { } timetable
                        || timetable.InForce(now) is not { } active
                    )
                        return;
                    foreach (var pending in timetable.Revisions.Where(it => it.IsPending(now)))
                        await See(programmeId, pending, active, report, now, ct);
                    if (timetable.Applied < active)
                        await Apply(programmeId, timetable.Applied, report, now, enough, ct);
                });
        steps.ThrowIfAnyFailed($"{report.Wallets} wallets were brought under {report.Applied} revisions");
        return report;
    }

    /// <summary>A revision that a later one overtook never comes; of one that is late the operator must know.</summary>
    private async Task See(
        string programmeId,
        ListedRevision pending,
        int active,
        ActivationReport report,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        var terms = (await programmes.Revision(programmeId, pending.Number, ct))!.Terms();
        if (pending.Number < active)
        {
            var changed = await programmes.Change(
                programmeId,
                it => it.Find(pending.Number)!.IsPending(now) ? it.Withdraw(pending.Number, terms, now) : null,
                ct
            );
            if (changed is not null)
                report.Withdrawn++;
        }
        else if (pending.IsLate(terms, now))
        {
            report.Late = report.Late.Add((programmeId, pending.Number, pending.On!.Value));
        }
    }

    private async Task Apply(
        string programmeId,
        int applied,
        ActivationReport report,
        DateTimeOffset now,
        CancellationToken enough,
        CancellationToken ct
    )
    {
        if (await programmes.Find(programmeId, ct) is not { } programme || programme.At(now) is not { } terms)
            return;
        // Until all instances know of it, one may still open a wallet under the terms before.
        if (terms.EffectiveFrom > now - lag.Max)
            return;
        if (Differences.MatterToWallets(programme, applied, terms))
        {
            var steps = new Steps();
            report.Wallets += await steps.TakeEach(
                NotUnder(terms, enough, ct),
                (wallet, one) =>
                    wallets.Tend(wallet, it => it.Under < terms.Number ? new(it.Post(terms, now)) : null, one),
                ct
            );
            steps.ThrowIfAnyFailed($"some wallets of {programmeId} were brought under revision {terms.Number}");
            if (enough.IsCancellationRequested)
                return;
        }
        if (
            await programmes.Change(
                programmeId,
                it => it.Applied < terms.Number ? it with { Applied = terms.Number } : null,
                ct
            )
            is not null
        )
            report.Applied++;
    }

    private async IAsyncEnumerable<WalletId> NotUnder(
        ProgrammeRevision terms,
        CancellationToken enough,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        await foreach (var wallet in tellings.NotUnder(terms.ProgrammeId, terms.Number, ct))
        {
            if (enough.IsCancellationRequested)
                yield break;
            yield return wallet;
        }
    }
}

/// <summary>What a run of <see cref="Activations"/> did and found.</summary>
public sealed class ActivationReport
{
    public long Wallets { get; internal set; }

    /// <summary>How many revisions are done with.</summary>
    public int Applied { get; internal set; }

    public int Withdrawn { get; internal set; }

    /// <summary>Revisions whose day has come while members wait for their notices.</summary>
    public ImmutableArray<(string ProgrammeId, int Revision, DateOnly On)> Late { get; internal set; } = [];
}
