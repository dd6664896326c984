using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Verifying;

/// <summary>Reads documents of the container of wallets by their types.</summary>
internal static class StoredRecords
{
    private static readonly DocumentJson Json = DocumentJson.Default;

    /// <summary>The types of records that follow from entries. Positions count them: add new ones at the end.</summary>
    public static readonly string[] Types =
    [
        OrderDocument.TypeName,
        RedemptionDocument.TypeName,
        RefundDocument.TypeName,
        ActionDocument.TypeName,
        CountedReferenceDocument.TypeName,
        EarlyRefundRecordDocument.TypeName,
        TransferDocument.TypeName,
    ];

    /// <returns>Null if the document is no such record.</returns>
    /// <exception cref="InvalidDataException">The document cannot be read.</exception>
    public static WalletRecord? ReadRecord(JsonElement document) =>
        TypeOf(document) switch
        {
            OrderDocument.TypeName => Read(document, Json.OrderDocument, it => it.ToOrder()),
            RedemptionDocument.TypeName => Read(document, Json.RedemptionDocument, it => it.ToRedemption()),
            RefundDocument.TypeName => Read(document, Json.RefundDocument, it => it.ToRefundRecord()),
            ActionDocument.TypeName => Read(document, Json.ActionDocument, it => it.ToActionRecord()),
            CountedReferenceDocument.TypeName => Read(
                document,
                Json.CountedReferenceDocument,
                it => it.ToCountedReference()
            ),
            EarlyRefundRecordDocument.TypeName => Read(
                document,
                Json.EarlyRefundRecordDocument,
                it => it.ToEarlyRefundRecord()
            ),
            TransferDocument.TypeName => Read(document, Json.TransferDocument, it => it.ToTransfer()),
            _ => null,
        };

    /// <exception cref="InvalidDataException">The entry cannot be read.</exception>
    public static LedgerEntry ReadEntry(JsonElement document) => Read(document, Json.EntryDocument, it => it.ToEntry());

    /// <exception cref="InvalidDataException">The document cannot be read.</exception>
    public static TResult Read<TDocument, TResult>(
        JsonElement document,
        JsonTypeInfo<TDocument> type,
        Func<TDocument, TResult> convert
    ) => Convert(Text(document, "id") ?? "?", () => convert(StoredJson.Read(document, type)));

    /// <summary>The type of a document, as it was before its member was erased.</summary>
    public static string? TypeOf(JsonElement document) => ErasedType.Before(Text(document, "type"));

    public static string? Text(JsonElement document, string name) =>
        document.ValueKind == JsonValueKind.Object
        && document.TryGetProperty(name, out var value)
        && value.ValueKind == JsonValueKind.String
            ? value.GetString()
            : null;

    /// <summary>Any exception means that the document is malformed: no I/O happens.</summary>
    private static T Convert<T>(string id, Func<T> convert)
    {
        try
        {
            return convert();
        }
        catch (Exception fault)
        {
            throw new InvalidDataException($"the document {id} cannot be read: {fault.Message}", fault);
        }
    }
}
