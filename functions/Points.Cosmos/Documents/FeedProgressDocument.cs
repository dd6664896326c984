using System.Collections.Immutable;
using Points.Domain.Reporting;

namespace Points.Cosmos.Documents;

/// <summary>How far each part of the change feed of wallets was seen to be read for the sums.</summary>
/// <param name="Part">The partition, which has only this document.</param>
internal sealed record FeedProgressDocument(
    string Id,
    string Type,
    string Part,
    Dictionary<string, DateTimeOffset?> ReadTo
)
{
    public const string TypeName = "feed",
        SingletonId = "feed",
        Partition = "~feed"; // No programme has an id with a tilde.

    public static FeedProgressDocument From(FeedProgress progress) =>
        new(SingletonId, TypeName, Partition, new(progress.ReadTo, StringComparer.Ordinal));

    public FeedProgress ToProgress() => new(ReadTo.ToImmutableSortedDictionary(StringComparer.Ordinal));
}
