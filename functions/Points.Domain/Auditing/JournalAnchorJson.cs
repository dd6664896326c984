using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Domain.Auditing;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(JournalAnchor))]
internal sealed partial class JournalAnchorJson : JsonSerializerContext;
