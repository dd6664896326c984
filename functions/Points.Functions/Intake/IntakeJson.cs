using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Intake;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(EventOutcomeView))]
[JsonSerializable(typeof(ListView<EventOutcomeView>))]
internal sealed partial class IntakeJson : JsonSerializerContext;
