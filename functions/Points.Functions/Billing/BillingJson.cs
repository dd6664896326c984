using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Billing;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(BillView))]
internal sealed partial class BillingJson : JsonSerializerContext;
