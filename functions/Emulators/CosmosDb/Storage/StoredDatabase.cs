namespace Emulators.CosmosDb.Storage;

/// <summary>A database: a name for a group of containers.</summary>
/// <param name="Key">The database's key in the store.</param>
/// <param name="Name">The database's name.</param>
internal sealed record StoredDatabase(int Key, string Name)
{
    public string ResourceId { get; } = ResourceIds.ForDatabase(Key);
}
