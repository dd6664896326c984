using System.Collections.Concurrent;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Settling;

/// <summary>
/// Reads the flows of a ledger entry. It caches the revisions that this needs, because a revision never changes.
/// </summary>
public sealed class LedgerFlowReader(IProgrammes programmes)
{
    /// <summary>Far more revisions than programmes have. Beyond it, the cache starts afresh.</summary>
    private const int RevisionsCachedMax = 10_000;

    private readonly ConcurrentDictionary<(string ProgrammeId, int Number), ProgrammeTerms> _revisions = new();

    /// <exception cref="InvalidDataException">
    /// The entry names a revision that does not exist, or has contradictory content.
    /// </exception>
    public async Task<IReadOnlyList<PointsFlow>> ReadFlows(WalletId wallet, LedgerEntry entry, CancellationToken ct)
    {
        var terms = new Dictionary<int, ProgrammeTerms>();
        foreach (var number in FlowExtraction.ListRevisions(entry))
            terms[number] = await FindTerms(wallet.ProgrammeId, number, ct);
        try
        {
            return
            [
                .. FlowExtraction
                    .Extract(wallet, entry, number => terms[number])
                    .Where(flow => SettlementLine.FromFlow(flow).Any()),
            ];
        }
        // No I/O happens here: an exception is the entry's fault, and would come again.
        catch (Exception fault)
        {
            throw new InvalidDataException($"entry {entry.EntryId} cannot be settled: {fault.Message}", fault);
        }
    }

    private async Task<ProgrammeTerms> FindTerms(string programmeId, int number, CancellationToken ct)
    {
        if (_revisions.TryGetValue((programmeId, number), out var known))
            return known;
        if (_revisions.Count >= RevisionsCachedMax)
            _revisions.Clear();
        var revision =
            await programmes.FindRevision(programmeId, number, ct)
            ?? throw new InvalidDataException($"{programmeId} has no revision {number}");
        return _revisions[(programmeId, number)] = revision.ReadTerms();
    }
}
