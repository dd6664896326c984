using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Cosmos.Sealing;
using Points.Domain.Ledger;

namespace Points.Cosmos.Relaying;

/// <summary>
/// Reads ledger entries, notices and early refunds from the change feed of the container of wallets, which has other
/// documents too.
/// </summary>
public static class LedgerFeed
{
    /// <summary>Reads a new entry. Entries of members who were erased are not new: they have moved.</summary>
    /// <param name="seals">Checks the MAC of the entry; null if entries have none.</param>
    /// <returns>Null if the document is not an entry.</returns>
    /// <exception cref="InvalidDataException">The document is an entry but cannot be read, or was altered.</exception>
    public static (WalletId Wallet, LedgerEntry Entry)? ReadEntry(JsonElement document, DocumentSeals? seals) =>
        IsOfType(document, EntryDocument.TypeName) ? Read(document, seals) : null;

    /// <summary>Reads any entry, also of a member who was erased: its wallet is named by the ledger's key.</summary>
    /// <inheritdoc cref="ReadEntry"/>
    public static (WalletId Wallet, LedgerEntry Entry)? ReadAnyEntry(JsonElement document, DocumentSeals? seals) =>
        IsOfType(document, EntryDocument.ErasedTypeName) ? Read(document, seals) : ReadEntry(document, seals);

    /// <summary>Reads the mark that follows the last entry of a member who is being erased.</summary>
    /// <returns>The key of their ledgers; null if the document is not such a mark.</returns>
    public static string? ReadErasureMark(JsonElement document) =>
        IsOfType(document, ErasureMarkDocument.TypeName) ? Text(document, "ledgerKey") : null;

    private static (WalletId Wallet, LedgerEntry Entry) Read(JsonElement document, DocumentSeals? seals)
    {
        try
        {
            seals?.Check(document);
            var entry = document.Deserialize(DocumentJson.Default.EntryDocument)!;
            return (new(entry.MemberId, entry.ProgrammeId), entry.ToEntry());
        }
        // Any exception here means that the entry is malformed or was altered; no I/O happens.
        catch (Exception fault)
        {
            throw new InvalidDataException($"the entry cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>
    /// Reads the key of a notice whose delivery has not started. Each delivery attempt rewrites the notice, which
    /// then comes through the feed again and is skipped.
    /// </summary>
    /// <returns>Null if the document is not such a notice.</returns>
    /// <exception cref="InvalidDataException">The document is such a notice but has no valid key.</exception>
    public static NoticeKey? ReadNewNotice(JsonElement document)
    {
        if (
            !IsOfType(document, NoticeDocument.TypeName)
            || document.TryGetProperty("deliveries", out _)
            || document.TryGetProperty("notifiedAt", out _)
        )
            return null;
        return
            (Text(document, "memberId"), Text(document, "id")) is ({ } memberId, { } id)
            && NoticeKey.Parse($"{new NoticeKey(memberId, id)}") is { } key // Parse checks both ids.
            ? key
            : throw new InvalidDataException("the notice has no valid memberId and id");
    }

    /// <summary>Reads the refunds of an order whose purchase has not arrived, or has now arrived.</summary>
    /// <param name="seals">Checks the MAC of the record; null if records have none.</param>
    /// <returns>Null if the document is not such a record, or if an earlier version stored it.</returns>
    /// <exception cref="InvalidDataException">The document is such a record but cannot be read.</exception>
    public static (string LedgerKey, EarlyRefundRecord Record)? ReadEarlyRefund(
        JsonElement document,
        DocumentSeals? seals
    )
    {
        if (!IsOfType(document, EarlyRefundRecordDocument.TypeName))
            return null;
        try
        {
            seals?.Check(document);
            var stored = document.Deserialize(DocumentJson.Default.EarlyRefundRecordDocument)!;
            return stored.LedgerKey is { } key ? (key, stored.ToEarlyRefundRecord()) : null;
        }
        // Any exception here means that the record is malformed; no I/O happens.
        catch (Exception fault)
        {
            throw new InvalidDataException($"the early refund cannot be read: {fault.Message}", fault);
        }
    }

    private static bool IsOfType(JsonElement document, string type) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty("type", out var found)
        && found.ValueKind == JsonValueKind.String
        && found.ValueEquals(type);

    /// <summary>Reads the ids of any document of the feed, however malformed it is.</summary>
    /// <returns>The member's id, which is the partition, or null; the document's id, or a question mark.</returns>
    public static (string? MemberId, string DocumentId) ReadIds(JsonElement document) =>
        (Text(document, "memberId"), Text(document, "id") ?? "?");

    /// <summary>Finds the wallet of an entry, however malformed the entry is.</summary>
    /// <returns>Null if the document does not say it.</returns>
    public static WalletId? FindWallet(JsonElement document) =>
        (Text(document, "memberId"), Text(document, "programmeId")) is ({ } memberId, { } programmeId)
            ? new(memberId, programmeId)
            : null;

    private static string? Text(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
