using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Cosmos.Documents;
using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Erasing;

/// <summary>
/// What of a member's documents is the ledger, and how it outlives the member: in the partition that the key names,
/// under types that no reader of the change feed takes for new, without words about a person.
/// </summary>
internal static class ErasedLedger
{
    private static readonly HashSet<string> Types = new(StringComparer.Ordinal)
    {
        EntryDocument.TypeName,
        OrderDocument.TypeName,
        ActionDocument.TypeName,
        CountedReferenceDocument.TypeName,
        RedemptionDocument.TypeName,
        RefundDocument.TypeName,
        EarlyRefundRecordDocument.TypeName,
        TransferDocument.TypeName,
        WalletDocument.TypeName,
    };

    /// <summary>
    /// The document as it outlives the member. It is sealed anew, unless it is not as it was stored: then it stays
    /// unsealed, so that whoever reads it finds out.
    /// </summary>
    /// <param name="seals">Null if documents have no seals.</param>
    /// <returns>Null if it is not of the ledger.</returns>
    public static JsonElement? Rewrite(JsonElement document, LedgerKey key, DocumentSeals? seals)
    {
        var type = TypeOf(document);
        if (type is null || !Types.Contains(type))
            return null;
        var moved = JsonObject.Create(document)!;
        foreach (var name in moved.Select(it => it.Key).Where(it => it.StartsWith('_')).ToArray())
            moved.Remove(name); // The store's own.
        moved["type"] = ErasedType.Of(type);
        moved["memberId"] = key.Value;
        moved["ledgerKey"] = key.Value;
        if (key.HasPlainIds)
            moved["plainIds"] = true;
        switch (type)
        {
            case EntryDocument.TypeName:
                moved.Remove("reason"); // The chain covers its digest.
                break;
            case RedemptionDocument.TypeName:
                foreach (var step in moved["history"]?.AsArray() ?? [])
                    step?.AsObject().Remove("reason");
                break;
            case WalletDocument.TypeName:
                moved.Remove("erasing"); // It has ended, and knows nothing of the person any more.
                break;
            default:
                break;
        }
        ReadOnlyMemory<byte> json = Encoding.UTF8.GetBytes(moved.ToJsonString());
        return JsonElement.Parse((seals is not null && IsIntact(document, seals) ? seals.Seal(json) : json).Span);
    }

    private static bool IsIntact(JsonElement document, DocumentSeals seals)
    {
        try
        {
            seals.Check(document);
            return true;
        }
        catch (AlteredDocumentException)
        {
            return false;
        }
    }

    public static bool IsOfLedger(JsonElement document) => TypeOf(document) is { } type && Types.Contains(type);

    /// <returns>Null if the document has no type.</returns>
    public static string? TypeOf(JsonElement document) => TextOf(document, "type");

    /// <returns>Null if the document has no such text.</returns>
    public static string? TextOf(JsonElement document, string name) =>
        document.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;
}
