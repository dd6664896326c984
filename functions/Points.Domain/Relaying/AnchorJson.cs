using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Domain.Relaying;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(LedgerAnchor))]
internal sealed partial class AnchorJson : JsonSerializerContext;
