using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Complaining;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ComplaintView))]
[JsonSerializable(typeof(ListView<ComplaintView>))]
internal sealed partial class ComplainingJson : JsonSerializerContext;
