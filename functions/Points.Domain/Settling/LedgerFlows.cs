using System.Collections.Concurrent;
using Points.Domain.Ledger;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Wallets;

namespace Points.Domain.Settling;

/// <summary>Tells flows from entries, with the revisions at hand that it takes: those never change, and are read once.</summary>
public sealed class LedgerFlows(IProgrammes programmes)
{
    /// <summary>Far beyond what programmes have; what is kept is dropped then, and read again.</summary>
    private const int RevisionsKeptMax = 10_000;

    private readonly ConcurrentDictionary<(string ProgrammeId, int Number), ProgrammeRevision> _revisions = new();

    /// <exception cref="InvalidDataException">The entry names a revision that there is not, or says what cannot be.</exception>
    public async Task<IReadOnlyList<PointsFlow>> Of(WalletId wallet, LedgerEntry entry, CancellationToken ct)
    {
        var terms = new Dictionary<int, ProgrammeRevision>();
        foreach (var number in Flows.RevisionsOf(entry))
            terms[number] = await Terms(wallet.ProgrammeId, number, ct);
        try
        {
            return [.. Flows.Of(wallet, entry, number => terms[number]).Where(flow => SettlementLine.Of(flow).Any())];
        }
        // Nothing is read here: whatever goes wrong is the entry's fault, and would go wrong again.
        catch (Exception fault)
        {
            throw new InvalidDataException($"entry {entry.EntryId} cannot be settled: {fault.Message}", fault);
        }
    }

    private async Task<ProgrammeRevision> Terms(string programmeId, int number, CancellationToken ct)
    {
        if (_revisions.TryGetValue((programmeId, number), out var known))
            return known;
        if (_revisions.Count >= RevisionsKeptMax)
            _revisions.Clear();
        var revision =
            await programmes.Revision(programmeId, number, ct)
            ?? throw new InvalidDataException($"{programmeId} has no revision {number}");
        return _revisions[(programmeId, number)] = revision.Terms();
    }
}
