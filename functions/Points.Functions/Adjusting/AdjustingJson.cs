using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Adjusting;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AdjustmentView))]
[JsonSerializable(typeof(OpeningBalanceView))]
internal sealed partial class AdjustingJson : JsonSerializerContext;
