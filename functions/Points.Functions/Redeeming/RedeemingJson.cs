using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Redeeming;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RedemptionAnswer))]
[JsonSerializable(typeof(RedemptionView))]
[JsonSerializable(typeof(ListView<RedemptionView>))]
[JsonSerializable(typeof(VoucherStateView))]
[JsonSerializable(typeof(SettledView))]
[JsonSerializable(typeof(VoucherUseView))]
[JsonSerializable(typeof(ListView<VoucherView>))]
[JsonSerializable(typeof(ListView<OfferView>))]
[JsonSerializable(typeof(ListView<WithheldCompensationView>))]
[JsonSerializable(typeof(PriceView))]
[JsonSerializable(typeof(SpendCodeView))]
internal sealed partial class RedeemingJson : JsonSerializerContext;
