using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Programmes;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DraftView))]
[JsonSerializable(typeof(RevisionView))]
[JsonSerializable(typeof(SimulationView))]
internal sealed partial class ProgrammesJson : JsonSerializerContext;
