using System.Text.Json.Serialization;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb;

/// <summary>A document for the tests.</summary>
internal sealed record Item(
    string Id,
    string MemberId,
    string? Type = null,
    long? Sequence = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? NextDueAt = null,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? ProgrammeId = null,
    [property: JsonPropertyName("ttl"), JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] int? Ttl = null,
    long Balance = 0
)
{
    [JsonIgnore]
    public PartitionKey Key => new(MemberId);
}
