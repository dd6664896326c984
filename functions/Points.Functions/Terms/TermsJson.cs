using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Terms;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TermsView))]
internal sealed partial class TermsJson : JsonSerializerContext;
