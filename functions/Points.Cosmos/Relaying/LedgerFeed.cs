using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Relaying;

/// <summary>Reads ledger entries and notices out of the change feed of the wallets' container, where they are among other documents.</summary>
public static class LedgerFeed
{
    /// <returns>Null if it is no entry.</returns>
    /// <exception cref="InvalidDataException">It is an entry and cannot be read.</exception>
    public static (WalletId Wallet, LedgerEntry Entry)? ReadEntry(JsonElement document)
    {
        if (!IsOfType(document, EntryDocument.TypeName))
            return null;
        try
        {
            var entry = document.Deserialize(DocumentJson.Default.EntryDocument)!;
            return (new(entry.MemberId, entry.ProgrammeId), entry.ToEntry());
        }
        // Whatever an entry lacks that it must have, it is not one that can be read.
        catch (Exception fault)
        {
            throw new InvalidDataException($"an entry cannot be read: {fault.Message}", fault);
        }
    }

    /// <summary>A notice that nobody has begun to deliver. What came of one writes it anew, and it comes by here again.</summary>
    /// <returns>Null if it is none.</returns>
    /// <exception cref="InvalidDataException">It is one, and does not say whose.</exception>
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
            && NoticeKey.Parse($"{new NoticeKey(memberId, id)}") is { } name
            ? name
            : throw new InvalidDataException("a notice does not say whose it is");
    }

    private static bool IsOfType(JsonElement document, string type) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty("type", out var found)
        && found.ValueKind == JsonValueKind.String
        && found.ValueEquals(type);

    /// <summary>Whose a document is and what its id is, as far as can be told.</summary>
    public static (string? MemberId, string DocumentId) ReadIds(JsonElement document) =>
        (Text(document, "memberId"), Text(document, "id") ?? "?");

    private static string? Text(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
