using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Cosmos.Documents;

/// <summary>How documents are written: camel case, nothing for null, serializers generated at build time.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
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
[JsonSerializable(typeof(NoticeDocument))]
[JsonSerializable(typeof(Page<NoticeDocument>))]
[JsonSerializable(typeof(MemberDocument))]
[JsonSerializable(typeof(RevisionDocument))]
[JsonSerializable(typeof(PointerDocument))]
[JsonSerializable(typeof(Page<ProgrammePlace>))]
[JsonSerializable(typeof(TellingDocument))]
[JsonSerializable(typeof(Page<NotifiedNotice>))]
[JsonSerializable(typeof(BudgetShardDocument))]
[JsonSerializable(typeof(StockDocument))]
[JsonSerializable(typeof(ReservationDocument))]
[JsonSerializable(typeof(VoucherPlaceDocument))]
[JsonSerializable(typeof(FamilyDocument))]
[JsonSerializable(typeof(JobDocument))]
[JsonSerializable(typeof(FlowDocument))]
[JsonSerializable(typeof(LineDocument))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(PeriodDocument))]
[JsonSerializable(typeof(RegisteredDocument))]
[JsonSerializable(typeof(StatementDocument))]
[JsonSerializable(typeof(PoisonDocument))]
[JsonSerializable(typeof(Page<PoisonDocument>))]
[JsonSerializable(typeof(ReconciliationDocument))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(Page<JsonElement>))]
[JsonSerializable(typeof(Page<long>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(CorrectionDocument))]
[JsonSerializable(typeof(DisputeDocument))]
[JsonSerializable(typeof(Page<DisputeDocument>))]
[JsonSerializable(typeof(Page<LineDocument>))]
[JsonSerializable(typeof(Page<RegisteredDocument>))]
[JsonSerializable(typeof(Page<PeriodDocument>))]
[JsonSerializable(typeof(Page<StatementDocument>))]
[JsonSerializable(typeof(EventDocument))]
[JsonSerializable(typeof(Page<EntryDocument>))]
[JsonSerializable(typeof(Page<RedemptionDocument>))]
[JsonSerializable(typeof(Page<ReservationDocument>))]
[JsonSerializable(typeof(Page<DueWallet>))]
[JsonSerializable(typeof(Page<OrderDocument>))]
[JsonSerializable(typeof(Page<SpendingEntry>))]
[JsonSerializable(typeof(Page<BudgetShardDocument>))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>A case of a closed set, as the name of a property.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}

/// <summary>One page of a query's answer.</summary>
internal sealed record Page<T>([property: JsonPropertyName("Documents")] IReadOnlyList<T> Documents);
