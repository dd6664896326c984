using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Exporting;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(MemberExportView))]
internal sealed partial class ExportingJson : JsonSerializerContext;
