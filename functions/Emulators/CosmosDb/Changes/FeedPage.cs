namespace Emulators.CosmosDb.Changes;

/// <summary>A page of a change feed.</summary>
/// <param name="Documents">The documents, as readers of the feed see them.</param>
/// <param name="Through">The sequence number after which the next page begins.</param>
internal sealed record FeedPage(List<byte[]> Documents, long Through);
