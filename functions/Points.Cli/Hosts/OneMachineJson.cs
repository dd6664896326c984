using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Points.Client;

namespace Points.Cli.Hosts;

/// <summary>Whom a token is for.</summary>
internal sealed record TokenRequest(string Sub, string[] Roles)
{
    [JsonPropertyName("merchant_id")]
    public string? MerchantId { get; init; }

    public string? Audience { get; init; }
}

internal sealed record IssuedToken(string Token);

/// <param name="Now">The host's business time.</param>
internal sealed record HostClock(string Now);

internal sealed record QueueList(QueueDepth[] Items);

/// <summary>How many messages a queue holds, by state.</summary>
internal sealed record QueueDepth(string Name, long Active, long Scheduled, long Locked);

/// <summary>A page of the messages that a queue could not deliver.</summary>
/// <param name="Next">The cursor of the next page; null on the last.</param>
internal sealed record DeadLetterPage(DeadLetter[] Items, string? Next = null);

internal sealed record DeadLetter(
    long SequenceNumber,
    string? MessageId = null,
    string? Reason = null,
    string? Description = null
);

[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web,
    DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true
)]
[JsonSerializable(typeof(TokenRequest))]
[JsonSerializable(typeof(IssuedToken))]
[JsonSerializable(typeof(HostClock))]
[JsonSerializable(typeof(QueueList))]
[JsonSerializable(typeof(DeadLetterPage))]
[JsonSerializable(typeof(JsonObject))]
[JsonSerializable(typeof(Problem))]
internal sealed partial class OneMachineJson : JsonSerializerContext;
