using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Intake;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventOutcomeView))]
internal sealed partial class IntakeJson : JsonSerializerContext;
