namespace Points.Cosmos.Documents;

/// <summary>A document as it was read.</summary>
/// <param name="ETag">The version that was read.</param>
/// <param name="Unknown">The members that this version of the app does not know; null if there are none.</param>
internal sealed record StoredDocument<T>(T Value, string ETag, UnknownMembers? Unknown);
