using System.Collections.Immutable;
using System.Text.Json;
using Points.Domain.Ledger;

namespace Points.Domain.Relaying;

/// <summary>
/// The heads of some wallets' chains, to be kept where nobody can change them: a ledger that is written anew afterwards, hashes
/// and all, no longer has them (law L12). Wallets go by the beginnings of their chains, so an anchor names nobody.
/// </summary>
/// <param name="Day">In UTC, of the newest of the entries.</param>
public sealed record LedgerAnchor(DateOnly Day, ImmutableArray<AnchoredHead> Heads)
{
    public static LedgerAnchor Create(IReadOnlyCollection<(WalletId Wallet, LedgerEntry Entry)> entries) =>
        new(
            DateOnly.FromDateTime(entries.Max(it => it.Entry.At).UtcDateTime),
            [
                .. from it in entries
                group it.Entry by it.Wallet into ledger
                let newest = ledger.MaxBy(entry => entry.Sequence)
                select new AnchoredHead(HashChain.Genesis(ledger.Key), newest.Sequence, newest.Hash) into head
                orderby head.Wallet
                select head,
            ]
        );

    /// <summary>Follows from the content: the same heads are the same file.</summary>
    public string FileName =>
        FormattableString.Invariant(
            $"anchors/{Day:yyyy-MM-dd}/{Heads.Aggregate(new Digest(), (digest, head) => digest.Add(head.Wallet).Add(head.Sequence).Add(head.Hash))}.json"
        );

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, AnchorJson.Default.LedgerAnchor);

    public static LedgerAnchor FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, AnchorJson.Default.LedgerAnchor)
        ?? throw new InvalidDataException("an anchor is empty");

    /// <returns>In one sentence what contradicts an anchored head; null if nothing does.</returns>
    public string? FindContradiction(WalletId wallet, IReadOnlyList<LedgerEntry> ledger)
    {
        var genesis = HashChain.Genesis(wallet);
        foreach (var head in Heads.Where(head => head.Wallet == genesis))
        {
            if (ledger.FirstOrDefault(entry => entry.Sequence == head.Sequence) is not { } entry)
                return $"entry {head.Sequence} was anchored and is gone";
            if (entry.Hash != head.Hash)
                return $"entry {head.Sequence} was anchored with another hash";
        }
        return null;
    }
}

/// <param name="Wallet">The genesis of its chain.</param>
public sealed record AnchoredHead(string Wallet, long Sequence, string Hash);
