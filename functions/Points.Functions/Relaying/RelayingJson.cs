using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Relaying;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListView<PoisonView>))]
internal sealed partial class RelayingJson : JsonSerializerContext;
