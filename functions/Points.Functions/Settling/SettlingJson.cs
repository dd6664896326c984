using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Settling;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(StatementView))]
[JsonSerializable(typeof(ListView<StatementView>))]
[JsonSerializable(typeof(PeriodView))]
[JsonSerializable(typeof(ReconciliationView))]
[JsonSerializable(typeof(DisputeView))]
[JsonSerializable(typeof(ListView<DisputeView>))]
[JsonSerializable(typeof(AcceptedDispute))]
internal sealed partial class SettlingJson : JsonSerializerContext;
