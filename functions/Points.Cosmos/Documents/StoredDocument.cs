namespace Points.Cosmos.Documents;

/// <summary>A document as it was read.</summary>
/// <param name="ETag">The version that was read.</param>
internal sealed record StoredDocument<T>(T Value, string ETag);
