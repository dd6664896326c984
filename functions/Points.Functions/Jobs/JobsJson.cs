using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Functions.Http;

namespace Points.Functions.Jobs;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ListView<JobView>))]
internal sealed partial class JobsJson : JsonSerializerContext;
