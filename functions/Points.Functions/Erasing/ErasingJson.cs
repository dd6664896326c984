using System.Text.Json;
using System.Text.Json.Serialization;

namespace Points.Functions.Erasing;

/// <summary>Serializers of what erasures store and answer.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ApprovedErasure))]
[JsonSerializable(typeof(ErasedView))]
internal sealed partial class ErasingJson : JsonSerializerContext;
