using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Wallets;

namespace Points.Cosmos.Relaying;

/// <summary>Reads ledger entries out of the change feed of the wallets' container, where they are among other documents.</summary>
public static class LedgerFeed
{
    /// <returns>Null if it is no entry.</returns>
    /// <exception cref="InvalidDataException">It is an entry and cannot be read.</exception>
    public static (WalletId Wallet, LedgerEntry Entry)? Read(JsonElement document)
    {
        if (document.ValueKind != JsonValueKind.Object || !document.TryGetProperty("type", out var type) || type.ValueKind != JsonValueKind.String || !type.ValueEquals(EntryDocument.TypeName)) return null;
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

    /// <summary>Whose a document is and what its id is, as far as can be told.</summary>
    public static (string? MemberId, string DocumentId) NameOf(JsonElement document) => (Text(document, "memberId"), Text(document, "id") ?? "?");

    private static string? Text(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object && document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
