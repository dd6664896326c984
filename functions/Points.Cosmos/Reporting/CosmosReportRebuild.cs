using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Reporting;

namespace Points.Cosmos.Reporting;

/// <summary>
/// Rebuilds sums in a generation of their own. The reader of the feed adds to the old generation until the new one has
/// all that the ledgers have. Whatever it added to the old one only is read once more afterwards.
/// </summary>
public sealed class CosmosReportRebuild(CosmosClient client, ILedger ledger, ILedgerKeys ledgers) : IReportRebuild
{
    /// <summary>For how long an instance may add to a generation after it was replaced.</summary>
    private static readonly TimeSpan CountTimeMax = TimeSpan.FromMinutes(5);

    private readonly ReportGenerations _generations = new(client);
    private readonly EntryCounting _counting = new(client, ledgers);
    private readonly ReportRemoval _removal = new(client);

    public async Task<RebuildState> Start(string programmeId, DateTimeOffset now, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var (state, stored) = await _generations.Read(programmeId, ct);
            if (state.StartedAt is { } startedAt)
                return new(StageOf(state), startedAt);
            var next = state with { Building = state.Current + 1, StartedAt = now };
            if (await _generations.TryWrite(next, stored, ct))
                return new(RebuildStage.Reading, now);
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    public async Task<RebuildState?> Continue(
        string programmeId,
        DateTimeOffset now,
        CancellationToken stopped,
        CancellationToken ct
    )
    {
        var (state, stored) = await _generations.Read(programmeId, ct);
        if (state.StartedAt is not { } startedAt)
            return null;
        while (!stopped.IsCancellationRequested)
        {
            var next = await Step(state, now, ct);
            if (next == state)
                break;
            // Only one instance runs the job. If another one does after all, it counts the same, and counts it once.
            if (!await _generations.TryWrite(next, stored, ct))
                break;
            (state, stored) = await _generations.Read(programmeId, ct);
            if (state.StartedAt is null)
                return new(RebuildStage.Done, startedAt);
        }
        return new(StageOf(state), startedAt);
    }

    /// <returns>The state after a step; the same if it must wait.</returns>
    private async Task<ReportGenerationDocument> Step(
        ReportGenerationDocument state,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (state.Building is { } building)
        {
            var (position, isLast) = await CountPage(state, building, ct);
            return isLast
                ? state with
                {
                    Current = building,
                    Building = null,
                    Previous = state.Current,
                    Position = position,
                    SwitchedAt = now,
                }
                : state with
                {
                    Position = position,
                };
        }
        if (state.Position is not null)
        {
            if (now < state.SwitchedAt + CountTimeMax)
                return state;
            var (position, isLast) = await CountPage(state, state.Current, ct);
            return state with { Position = isLast ? null : position };
        }
        await _removal.Remove(state.Part, state.Previous!.Value, ct);
        return ReportGenerationDocument.First(state.Part) with { Current = state.Current };
    }

    private async Task<(string Position, bool IsLast)> CountPage(
        ReportGenerationDocument state,
        int generation,
        CancellationToken ct
    )
    {
        var page = await ledger.ReadPage(state.Position, since: null, ct);
        await _counting.Count(
            [.. page.Entries.Where(it => it.Wallet.ProgrammeId == state.Part)],
            new Dictionary<string, int>(StringComparer.Ordinal) { [state.Part] = generation },
            ct
        );
        return (page.ContinuationToken, page.IsLast);
    }

    private static RebuildStage StageOf(ReportGenerationDocument state) =>
        state.Building is not null ? RebuildStage.Reading
        : state.Position is not null ? RebuildStage.Replacing
        : RebuildStage.Removing;
}
