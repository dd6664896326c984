using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Cosmos.Documents;

/// <summary>Source-generated serializers of documents: camel case, nulls left out.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    UseStringEnumConverter = true
)]
[JsonSerializable(typeof(WalletDocument))]
[JsonSerializable(typeof(MoreLotsDocument))]
[JsonSerializable(typeof(LedgerKeyDocument))]
[JsonSerializable(typeof(DeploymentKeyDocument))]
[JsonSerializable(typeof(OrderClaimDocument))]
[JsonSerializable(typeof(CardCodeDocument))]
[JsonSerializable(typeof(WrongCodesDocument))]
[JsonSerializable(typeof(MemberGuessesDocument))]
[JsonSerializable(typeof(WaitingRefundDocument))]
[JsonSerializable(typeof(QueryPage<WaitingRefundDocument>))]
[JsonSerializable(typeof(CountedRefundDocument))]
[JsonSerializable(typeof(EntryDocument))]
[JsonSerializable(typeof(OrderDocument))]
[JsonSerializable(typeof(ActionDocument))]
[JsonSerializable(typeof(CountedReferenceDocument))]
[JsonSerializable(typeof(RedemptionDocument))]
[JsonSerializable(typeof(RefundDocument))]
[JsonSerializable(typeof(EarlyRefundRecordDocument))]
[JsonSerializable(typeof(TransferDocument))]
[JsonSerializable(typeof(SpendCodeDocument))]
[JsonSerializable(typeof(NoticeDocument))]
[JsonSerializable(typeof(QueryPage<NoticeDocument>))]
[JsonSerializable(typeof(MemberDocument))]
[JsonSerializable(typeof(RevisionDocument))]
[JsonSerializable(typeof(RevisionTimetableDocument))]
[JsonSerializable(typeof(QueryPage<ProgrammeReference>))]
[JsonSerializable(typeof(ChangeNotificationDocument))]
[JsonSerializable(typeof(QueryPage<NotifiedNotice>))]
[JsonSerializable(typeof(BudgetShardDocument))]
[JsonSerializable(typeof(StockDocument))]
[JsonSerializable(typeof(ReservationDocument))]
[JsonSerializable(typeof(VoucherLocationDocument))]
[JsonSerializable(typeof(FamilyDocument))]
[JsonSerializable(typeof(JobDocument))]
[JsonSerializable(typeof(JobPartDocument))]
[JsonSerializable(typeof(FlowDocument))]
[JsonSerializable(typeof(LineDocument))]
[JsonSerializable(typeof(AccountDocument))]
[JsonSerializable(typeof(PeriodDocument))]
[JsonSerializable(typeof(AccountRegistrationDocument))]
[JsonSerializable(typeof(StatementDocument))]
[JsonSerializable(typeof(SetAsideDocument))]
[JsonSerializable(typeof(QueryPage<SetAsideDocument>))]
[JsonSerializable(typeof(WithheldCompensationDocument))]
[JsonSerializable(typeof(QueryPage<WithheldCompensationDocument>))]
[JsonSerializable(typeof(ReconciliationDocument))]
[JsonSerializable(typeof(long))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(QueryPage<JsonElement>))]
[JsonSerializable(typeof(QueryPage<long>))]
[JsonSerializable(typeof(JsonElement))]
[JsonSerializable(typeof(CorrectionDocument))]
[JsonSerializable(typeof(DisputeDocument))]
[JsonSerializable(typeof(QueryPage<DisputeDocument>))]
[JsonSerializable(typeof(QueryPage<LineDocument>))]
[JsonSerializable(typeof(QueryPage<AccountRegistrationDocument>))]
[JsonSerializable(typeof(QueryPage<PeriodDocument>))]
[JsonSerializable(typeof(QueryPage<StatementDocument>))]
[JsonSerializable(typeof(EventOutcomeDocument))]
[JsonSerializable(typeof(QueryPage<EntryDocument>))]
[JsonSerializable(typeof(QueryPage<RedemptionDocument>))]
[JsonSerializable(typeof(QueryPage<ReservationDocument>))]
[JsonSerializable(typeof(QueryPage<WalletReference>))]
[JsonSerializable(typeof(QueryPage<OrderDocument>))]
[JsonSerializable(typeof(QueryPage<EntryLeases>))]
[JsonSerializable(typeof(QueryPage<BudgetShardDocument>))]
internal sealed partial class DocumentJson : JsonSerializerContext
{
    /// <summary>The name of an enum member in camel case, for property names.</summary>
    public static string NameOf<T>(T value)
        where T : struct, Enum => JsonNamingPolicy.CamelCase.ConvertName(value.ToString());
}
