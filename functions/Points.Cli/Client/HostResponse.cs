using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Points.Cli.Client;

/// <summary>A final answer of the host: repeating the request would not change it.</summary>
internal sealed record HostResponse(HttpStatusCode Status, bool Replayed, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    /// <summary>The body as a JSON object; null if it is something else.</summary>
    public JsonObject? Json { get; } = Parse(Body);

    /// <summary>The code of a problem document and its reason: the invalid fields, or else the detail.</summary>
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

    /// <summary>Reads a number from the JSON body; null if the field is missing or not a number.</summary>
    public long? Number(string field) =>
        Json?[field] is JsonValue value && value.TryGetValue(out long number) ? number : null;

    /// <summary>Reads a text from the JSON body; null if the field is missing or not a text.</summary>
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
