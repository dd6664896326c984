using System.Text.Json;
using System.Text.Json.Serialization;
using Points.Local.Clock;
using Points.Local.Messaging;
using Points.Local.Observing;
using Points.Local.Tokens;

namespace Points.Local.Hosting;

/// <summary>Serializes the answers of the <c>/local</c> endpoints, and the timer records.</summary>
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ClockView))]
[JsonSerializable(typeof(DeadLettersView))]
[JsonSerializable(typeof(Dictionary<string, TimerRecord>))]
[JsonSerializable(typeof(QueuesView))]
[JsonSerializable(typeof(RequestsView))]
[JsonSerializable(typeof(SentView))]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(TokenView))]
internal sealed partial class LocalJson : JsonSerializerContext;
