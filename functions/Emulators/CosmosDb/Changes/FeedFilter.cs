using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Changes;

/// <summary>The part of a change feed that a reader wants.</summary>
/// <param name="Since">The time from which changes are read, in seconds since 1970.</param>
/// <param name="IsWantedKey">Chooses partitions; null for all.</param>
internal sealed record FeedFilter(long Since, Predicate<Scalar>? IsWantedKey)
{
    public bool IsWanted(in Scalar partitionKey, long seconds) =>
        seconds >= Since && (IsWantedKey is null || IsWantedKey(partitionKey));
}
