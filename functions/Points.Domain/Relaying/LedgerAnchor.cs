using System.Collections.Immutable;
using System.Text.Json;
using Points.Domain.Ledger;

namespace Points.Domain.Relaying;

/// <summary>
/// The heads of some wallets' hash chains, for a file that nobody can change. A ledger that is rewritten later,
/// hashes and all, contradicts it (law L12). An anchor names no member: it identifies a ledger by a
/// digest of its key.
/// </summary>
/// <param name="Day">The UTC day of the newest entry.</param>
public sealed record LedgerAnchor(DateOnly Day, ImmutableArray<AnchoredHead> Heads)
{
    /// <summary>The same for the same heads: it follows from the content.</summary>
    public string FileName =>
        FormattableString.Invariant(
            $"{FolderOf(Day)}{Heads.Aggregate(new Digest(), (digest, head) => head.AddTo(digest))}.json"
        );

    /// <summary>The folder of all files, with a slash at its end.</summary>
    public const string Folder = "anchors/";

    /// <summary>The folder of the files of a UTC day, with a slash at its end.</summary>
    public static string FolderOf(DateOnly day) => FormattableString.Invariant($"{Folder}{day:yyyy-MM-dd}/");

    /// <summary>Whether a text can be the name of an anchor's file.</summary>
    public static bool IsFileName(string text) => text.StartsWith(Folder, StringComparison.Ordinal);

    public static LedgerAnchor Create(IReadOnlyCollection<(WalletId Wallet, LedgerEntry Entry)> entries) =>
        new(
            DateOnly.FromDateTime(entries.Max(it => it.Entry.At).UtcDateTime),
            [
                .. from it in entries
                group it.Entry by NameOf(it.Wallet, it.Entry) into ledger
                let newest = ledger.MaxBy(entry => entry.Sequence)
                select new AnchoredHead(ledger.Key, newest.Sequence, newest.Hash) into head
                orderby head.Wallet
                select head,
            ]
        );

    public static LedgerAnchor FromJson(ReadOnlySpan<byte> json) =>
        JsonSerializer.Deserialize(json, AnchorJson.Default.LedgerAnchor)
        ?? throw new InvalidDataException("the anchor is empty");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, AnchorJson.Default.LedgerAnchor);

    /// <returns>How the ledger contradicts an anchored head, in one sentence; null if it does not.</returns>
    public string? FindContradiction(WalletId wallet, LedgerKey key, IReadOnlyList<LedgerEntry> ledger)
    {
        string[] names = [HashChain.NameOf(key.Value, wallet.ProgrammeId), HashChain.Genesis(wallet, key)];
        return Heads
            .Where(head => names.Contains(head.Wallet))
            .Select(head => head.FindContradiction(ledger))
            .FirstOrDefault(contradiction => contradiction is not null);
    }

    /// <summary>Entries from before ledgers had keys are anchored under the genesis hash of their chain.</summary>
    private static string NameOf(WalletId wallet, LedgerEntry entry) =>
        entry.LedgerKey is { } key
            ? HashChain.NameOf(key, wallet.ProgrammeId)
            : HashChain.Genesis(wallet, new(Value: "", HasPlainIds: true));
}

/// <param name="Wallet">The name of the ledger.</param>
public sealed record AnchoredHead(string Wallet, long Sequence, string Hash)
{
    /// <param name="ledger">All entries of the ledger, oldest first.</param>
    /// <returns>How the ledger contradicts the head, in one sentence; null if it does not.</returns>
    public string? FindContradiction(IReadOnlyList<LedgerEntry> ledger) =>
        Find(ledger) is not { } entry ? $"entry {Sequence} was anchored and is missing"
        : entry.Hash != Hash ? $"entry {Sequence} was anchored with another hash"
        : null;

    /// <summary>In a ledger without gaps, an entry is found by its number.</summary>
    private LedgerEntry? Find(IReadOnlyList<LedgerEntry> ledger) =>
        Sequence >= 1 && Sequence <= ledger.Count && ledger[(int)Sequence - 1].Sequence == Sequence
            ? ledger[(int)Sequence - 1]
            : ledger.FirstOrDefault(entry => entry.Sequence == Sequence);

    internal Digest AddTo(Digest digest) => digest.Add(Wallet).Add(Sequence).Add(Hash);
}
