using System.Collections.Concurrent;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revisions;

namespace Points.Domain.Settling;

/// <summary>Tells flows from entries, with the revisions at hand that it takes: those never change, and are read once.</summary>
public sealed class LedgerFlowReader(IProgrammes programmes)
{
    /// <summary>Far beyond what programmes have; what is kept is dropped then, and read again.</summary>
    private const int RevisionsKeptMax = 10_000;

    private readonly ConcurrentDictionary<(string ProgrammeId, int Number), ProgrammeTerms> _revisions = new();

    /// <exception cref="InvalidDataException">The entry names a revision that there is not, or says what cannot be.</exception>
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
        // Nothing is read here: whatever goes wrong is the entry's fault, and would go wrong again.
        catch (Exception fault)
        {
            throw new InvalidDataException($"entry {entry.EntryId} cannot be settled: {fault.Message}", fault);
        }
    }

    private async Task<ProgrammeTerms> FindTerms(string programmeId, int number, CancellationToken ct)
    {
        if (_revisions.TryGetValue((programmeId, number), out var known))
            return known;
        if (_revisions.Count >= RevisionsKeptMax)
            _revisions.Clear();
        var revision =
            await programmes.FindRevision(programmeId, number, ct)
            ?? throw new InvalidDataException($"{programmeId} has no revision {number}");
        return _revisions[(programmeId, number)] = revision.ReadTerms();
    }
}
