namespace Emulators.CosmosDb.Changes;

/// <summary>How far a reader of a change feed has come.</summary>
/// <param name="Through">The sequence number of the last change.</param>
/// <param name="IsInTables">
/// Whether nothing was read, because only tables know the changes up to <paramref name="Through"/>.
/// </param>
internal readonly record struct FeedPosition(long Through, bool IsInTables);
