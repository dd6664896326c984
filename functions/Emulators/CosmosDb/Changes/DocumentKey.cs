using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Changes;

/// <summary>What identifies a document in the store.</summary>
/// <param name="Range">The ordinal of its physical range.</param>
/// <param name="PartitionKey">Its partition.</param>
/// <param name="Id">Its id, unique in the partition.</param>
internal readonly record struct DocumentKey(int Range, Scalar PartitionKey, string Id);
