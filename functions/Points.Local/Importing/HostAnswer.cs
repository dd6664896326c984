using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;

namespace Points.Local.Importing;

/// <summary>An answer of the host that stands.</summary>
internal sealed record HostAnswer(HttpStatusCode Status, bool Replayed, byte[] Body)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;

    public JsonObject Json => JsonNode.Parse(Body)!.AsObject();

    /// <summary>The problem's code and what it says, fields at fault included.</summary>
    public (string Code, string Why) Problem()
    {
        try
        {
            var errors = Json["errors"] is JsonObject faults ? string.Join("; ", faults.Select(fault => $"{fault.Key} {fault.Value}")) : "";
            return ((string?)Json["code"] ?? Unexplained, errors.Length > 0 ? errors : (string?)Json["detail"] ?? "");
        }
        catch (JsonException)
        {
            return (Unexplained, "");
        }
    }

    private string Unexplained => FormattableString.Invariant($"status-{(int)Status}");
}

[JsonSerializable(typeof(JsonObject))]
internal sealed partial class ImportJson : JsonSerializerContext;
