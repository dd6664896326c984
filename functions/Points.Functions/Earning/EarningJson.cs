using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Earning;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(AccrualView))]
[JsonSerializable(typeof(QuoteView))]
internal sealed partial class EarningJson : JsonSerializerContext;
