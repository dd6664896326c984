using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Refunding;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RefundView))]
[JsonSerializable(typeof(ListView<WaitingRefundView>))]
internal sealed partial class RefundingJson : JsonSerializerContext;
