using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Local.Clock;
using Points.Local.Cosmos;
using Points.Local.Tokens;

namespace Points.Local.Hosting;

/// <summary>How the host's own endpoints write their answers.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(RequestsView))]
[JsonSerializable(typeof(TokenView))]
internal sealed partial class LocalJson : JsonSerializerContext;
