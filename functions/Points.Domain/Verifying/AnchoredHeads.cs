using Points.Domain.Ledger;
using Points.Domain.Relaying;

namespace Points.Domain.Verifying;

/// <summary>The heads of ledgers that anchor files have.</summary>
public sealed class AnchoredHeads
{
    private readonly Dictionary<string, List<AnchoredHead>> _byName = new(StringComparer.Ordinal);

    public long Count { get; private set; }

    public void Add(AnchoredHead head)
    {
        if (!_byName.TryGetValue(head.Wallet, out var heads))
            _byName.Add(head.Wallet, heads = []);
        heads.Add(head);
        Count++;
    }

    /// <returns>How a ledger contradicts a head, in one sentence; null if it does not.</returns>
    public string? FindContradiction(WalletId wallet, LedgerKey key, IReadOnlyList<LedgerEntry> ledger)
    {
        string[] names = [HashChain.NameOf(key.Value, wallet.ProgrammeId), HashChain.Genesis(wallet, key)];
        return names
            .Distinct(StringComparer.Ordinal)
            .SelectMany(name => _byName.TryGetValue(name, out var heads) ? heads : [])
            .OrderBy(head => head.Sequence)
            .Select(head => head.FindContradiction(ledger))
            .FirstOrDefault(contradiction => contradiction is not null);
    }
}
