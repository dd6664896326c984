using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Points.Local.Client;

/// <summary>An answer of the host that stands.</summary>
internal sealed record HostResponse(HttpStatusCode Status, bool Replayed, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>Null if the body is no JSON object.</summary>
    public JsonObject? Json { get; } = Parse(Body);

    /// <summary>The problem's code and what it says, fields at fault included.</summary>
    public (string Code, string Why) Problem()
    {
        var errors = Json?["errors"] is JsonObject faults
            ? string.Join("; ", faults.Select(fault => $"{fault.Key} {fault.Value}"))
            : "";
        return (
            Text("code") ?? FormattableString.Invariant($"status-{(int)Status}"),
            errors.Length > 0 ? errors : Text("detail") ?? ""
        );
    }

    /// <summary>Null if there is no such number.</summary>
    public long? Number(string field) =>
        Json?[field] is JsonValue value && value.TryGetValue(out long number) ? number : null;

    /// <summary>Null if there is no such text.</summary>
    public string? Text(string field) =>
        Json?[field] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    private static JsonObject? Parse(byte[] body)
    {
        try
        {
            return JsonNode.Parse(body) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ClientJson : JsonSerializerContext;
