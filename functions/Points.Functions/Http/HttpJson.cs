using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Accruing;
using Points.Functions.Billing;
using Points.Functions.Budgets;
using Points.Functions.Families;
using Points.Functions.Health;
using Points.Functions.Intake;
using Points.Functions.Jobs;
using Points.Functions.Members;
using Points.Functions.Notifying;
using Points.Functions.Programmes;
using Points.Functions.Redeeming;
using Points.Functions.Refunding;
using Points.Functions.Relaying;
using Points.Functions.Settling;
using Points.Functions.Terms;
using Points.Functions.Wallets;

namespace Points.Functions.Http;

/// <summary>How answers are written: camel case, nothing for null, serializers generated at build time.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccrualView))]
[JsonSerializable(typeof(QuoteView))]
[JsonSerializable(typeof(DraftView))]
[JsonSerializable(typeof(RevisionView))]
[JsonSerializable(typeof(TermsView))]
[JsonSerializable(typeof(SimulationView))]
[JsonSerializable(typeof(BillView))]
[JsonSerializable(typeof(BudgetView))]
[JsonSerializable(typeof(RedemptionAnswer))]
[JsonSerializable(typeof(RedemptionView))]
[JsonSerializable(typeof(SettledView))]
[JsonSerializable(typeof(VoucherUseView))]
[JsonSerializable(typeof(ListView<VoucherView>))]
[JsonSerializable(typeof(ListView<OfferView>))]
[JsonSerializable(typeof(PriceView))]
[JsonSerializable(typeof(SpendCodeView))]
[JsonSerializable(typeof(RefundView))]
[JsonSerializable(typeof(TransferView))]
[JsonSerializable(typeof(FamilyView))]
[JsonSerializable(typeof(StatementView))]
[JsonSerializable(typeof(ListView<StatementView>))]
[JsonSerializable(typeof(PeriodView))]
[JsonSerializable(typeof(ReconciliationView))]
[JsonSerializable(typeof(DisputeView))]
[JsonSerializable(typeof(ListView<DisputeView>))]
[JsonSerializable(typeof(ListView<PoisonView>))]
[JsonSerializable(typeof(WalletView))]
[JsonSerializable(typeof(ListView<NamedWalletView>))]
[JsonSerializable(typeof(ListView<EntryView>))]
[JsonSerializable(typeof(MemberView))]
[JsonSerializable(typeof(ListView<MemberNoticeView>))]
[JsonSerializable(typeof(EventOutcomeView))]
[JsonSerializable(typeof(ListView<JobView>))]
[JsonSerializable(typeof(HealthView))]
internal sealed partial class HttpJson : JsonSerializerContext;

/// <summary>A page of a list, and how to ask for the next one if there is more.</summary>
internal sealed record ListView<T>(IReadOnlyList<T> Items, string? Next);
