using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Verifying;

namespace Points.Cosmos.Verifying;

/// <summary>Sorts the documents of one member into ledgers.</summary>
internal sealed class MemberDocuments(string memberId)
{
    private readonly Dictionary<string, WalletDocument> _wallets = new(StringComparer.Ordinal);
    private readonly Dictionary<string, MoreLotsDocument> _moreLots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<LedgerEntry>> _entries = new(StringComparer.Ordinal);
    private readonly List<(string? ProgrammeId, WalletRecord Record)> _records = [];
    private readonly List<LedgerFinding> _unreadable = [];

    public static Func<MemberLedgers> ReaderOf(string memberId, IReadOnlyList<JsonElement> documents) =>
        () =>
        {
            var member = new MemberDocuments(memberId);
            foreach (var document in documents)
                member.Add(document);
            return member.ToLedgers();
        };

    public void Add(JsonElement document)
    {
        try
        {
            Sort(document);
        }
        catch (InvalidDataException fault)
        {
            Report(StoredRecords.Text(document, "id"), fault.Message);
        }
    }

    public MemberLedgers ToLedgers()
    {
        var ledgers = new List<StoredLedger>();
        foreach (var document in _wallets.Values)
            try
            {
                ledgers.Add(CreateLedger(document));
            }
            // A wallet that cannot be read; no I/O happens.
            catch (Exception fault) when (fault is not OutOfMemoryException)
            {
                Report(document.Id, $"the document {document.Id} cannot be read: {fault.Message}");
            }
        foreach (var programmeId in _entries.Keys.Except(_wallets.Values.Select(it => it.ProgrammeId)))
            Report(null, $"the wallet in {programmeId} is missing, or cannot be read, but there are entries");
        return new(ledgers, _unreadable);
    }

    private void Sort(JsonElement document)
    {
        switch (StoredRecords.TypeOf(document))
        {
            case EntryDocument.TypeName:
                var (programmeId, entry) = StoredRecords.Read(
                    document,
                    DocumentJson.Default.EntryDocument,
                    it => (it.ProgrammeId, it.ToEntry())
                );
                if (!_entries.TryGetValue(programmeId, out var entries))
                    _entries.Add(programmeId, entries = []);
                entries.Add(entry);
                break;
            case WalletDocument.TypeName:
                var wallet = StoredRecords.Read(document, DocumentJson.Default.WalletDocument, it => it);
                _wallets[wallet.Id] = wallet;
                break;
            case MoreLotsDocument.TypeName:
                var more = StoredRecords.Read(document, DocumentJson.Default.MoreLotsDocument, it => it);
                _moreLots[more.Id] = more;
                break;
            default:
                if (StoredRecords.ReadRecord(document) is { } record)
                    _records.Add((StoredRecords.Text(document, "programmeId"), record));
                break;
        }
    }

    private StoredLedger CreateLedger(WalletDocument document)
    {
        var more = document.MoreLotsSequence is null
            ? null
            : _moreLots.GetValueOrDefault(MoreLotsDocument.IdOf(document.ProgrammeId));
        var entries = _entries.GetValueOrDefault(document.ProgrammeId) ?? [];
        entries.Sort((left, right) => left.Sequence.CompareTo(right.Sequence));
        return new(
            document.ToWallet(more, document.UnlistedEarlyRefunds ?? 0),
            entries,
            [
                .. _records
                    .Where(it => it.ProgrammeId is null || it.ProgrammeId == document.ProgrammeId)
                    .Select(it => it.Record),
            ]
        );
    }

    private void Report(string? documentId, string what) =>
        _unreadable.Add(
            new(
                $"member {memberId}",
                documentId?.StartsWith("e-", StringComparison.Ordinal) == true ? documentId : null,
                what
            )
        );
}
