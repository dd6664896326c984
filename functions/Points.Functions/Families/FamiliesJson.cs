using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Families;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(TransferView))]
[JsonSerializable(typeof(FamilyView))]
internal sealed partial class FamiliesJson : JsonSerializerContext;
