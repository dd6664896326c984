using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Cosmos.Documents;

/// <summary>How documents are written: camel case, nothing for null, serializers generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(WalletDocument))]
[JsonSerializable(typeof(MoreLotsDocument))]
[JsonSerializable(typeof(EntryDocument))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(DeedDocument))]
[JsonSerializable(typeof(RedemptionDocument))]
[JsonSerializable(typeof(RefundDocument))]
[JsonSerializable(typeof(AwaitedOrderDocument))]
[JsonSerializable(typeof(TransferDocument))]
[JsonSerializable(typeof(SpendCodeDocument))]
[JsonSerializable(typeof(MemberDocument))]
[JsonSerializable(typeof(RevisionDocument))]
[JsonSerializable(typeof(PointerDocument))]
[JsonSerializable(typeof(BudgetShardDocument))]
[JsonSerializable(typeof(StockDocument))]
[JsonSerializable(typeof(ReservationDocument))]
[JsonSerializable(typeof(VoucherPlaceDocument))]
[JsonSerializable(typeof(FamilyDocument))]
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(Page<EntryDocument>))]
[JsonSerializable(typeof(Page<RedemptionDocument>))]
[JsonSerializable(typeof(Page<ReservationDocument>))]
[JsonSerializable(typeof(Page<DueWallet>))]
[JsonSerializable(typeof(Page<OrderDocument>))]
[JsonSerializable(typeof(Page<SpendingEntry>))]
[JsonSerializable(typeof(Page<BudgetShardDocument>))]
internal sealed partial class DocumentJson : JsonSerializerContext;

/// <summary>One page of a query's answer.</summary>
internal sealed record Page<T>([property: JsonPropertyName("Documents")] IReadOnlyList<T> Documents);
