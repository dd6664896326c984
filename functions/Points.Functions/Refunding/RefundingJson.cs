using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Refunding;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(RefundView))]
internal sealed partial class RefundingJson : JsonSerializerContext;
