using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Signing;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(SignedHeader))]
[JsonSerializable(typeof(KeysView))]
internal sealed partial class SigningJson : JsonSerializerContext;
