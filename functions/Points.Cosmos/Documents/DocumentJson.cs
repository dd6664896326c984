using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace Points.Cosmos.Documents;

/// <summary>How documents are written: camel case, nothing for null, serializers generated at build time.</summary>
[JsonSerializable(typeof(WalletDocument))]
[JsonSerializable(typeof(MoreLotsDocument))]
[JsonSerializable(typeof(EntryDocument))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(RedemptionDocument))]
[JsonSerializable(typeof(MemberDocument))]
[JsonSerializable(typeof(RevisionDocument))]
[JsonSerializable(typeof(PointerDocument))]
[JsonSerializable(typeof(Page<EntryDocument>))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>Text is kept as it is: an escaped character is three times as long, and storage is paid for by the byte.</summary>
    public static DocumentJson Plain { get; } = new(new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Encoder = JavaScriptEncoder.Create(UnicodeRanges.All),
    });
}

/// <summary>One page of a query's answer.</summary>
internal sealed record Page<T>([property: JsonPropertyName("Documents")] IReadOnlyList<T> Documents);
