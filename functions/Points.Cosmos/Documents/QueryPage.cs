using System.Text.Json.Serialization;

namespace Points.Cosmos.Documents;

/// <summary>One page of query results, as the service returns it.</summary>
internal sealed record QueryPage<T>([property: JsonPropertyName("Documents")] IReadOnlyList<T> Documents);
