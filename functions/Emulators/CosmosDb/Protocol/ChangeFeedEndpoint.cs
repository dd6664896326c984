using System.Globalization;
using Emulators.CosmosDb.Changes;
using Emulators.CosmosDb.Documents;
using Emulators.CosmosDb.Queries;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Protocol;

/// <summary>
/// Answers reads of the change feed: the latest version of each document, in the order of their changes.
/// </summary>
internal sealed class ChangeFeedEndpoint(DocumentStore store)
{
    /// <summary>The If-None-Match of a reader that starts with the changes after this request.</summary>
    private const string FromNow = "*";

    public HttpResponseMessage Answer(CosmosRequest call, StoredContainer container)
    {
        if (call.Header(HeaderNames.IncrementalFeed) is not ("Incremental Feed" or "Incremental feed"))
            throw new RequestRefusedException(
                400,
                "The emulator supports only the incremental change feed: latest versions, without deletes."
            );
        var key = call.PartitionKey;
        var range = key is { } named ? container.FindRange(named) : QueryEndpoint.FindRange(call, container);
        if (call.Header(HeaderNames.IfNoneMatch) is FromNow)
            return NotModified(range, store.CommittedSequence);
        var page = store.Feed.Read(
            range,
            ParseToken(call.Header(HeaderNames.IfNoneMatch)),
            call.MaxItemCount ?? ResultPage.DocumentsDefault,
            new FeedFilter(StartSeconds(call), key is { } only ? other => other == only : BoundsFilter(call))
        );
        return page.Documents.Count == 0
            ? NotModified(range, page.Through)
            : CosmosResponse
                .Create(200, CosmosResponse.Feed(range.Container.ResourceId, page.Documents))
                .WithHeader(HeaderNames.ItemCount, page.Documents.Count)
                .WithHeader(HeaderNames.ETag, FormatToken(page.Through))
                .WithRangeSequence(range, page.Through);
    }

    private static HttpResponseMessage NotModified(PartitionRange range, long sequence) =>
        CosmosResponse
            .Create(304)
            .WithHeader(HeaderNames.ItemCount, 0)
            .WithHeader(HeaderNames.ETag, FormatToken(sequence))
            .WithRangeSequence(range, sequence);

    private static string FormatToken(long sequence) => string.Create(CultureInfo.InvariantCulture, $"\"{sequence}\"");

    private static long ParseToken(string? token) =>
        token is null ? 0
        : long.TryParse(token.AsSpan().Trim('"'), CultureInfo.InvariantCulture, out var sequence) ? sequence
        : throw new RequestRefusedException(400, $"The change feed continuation {token} is not a sequence number.");

    /// <summary>
    /// The time from which changes are read, in seconds since 1970; the smallest number when there is none.
    /// </summary>
    private static long StartSeconds(CosmosRequest call) =>
        DateTimeOffset.TryParse(
            call.Header(HeaderNames.IfModifiedSince),
            CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal,
            out var since
        )
            ? since.ToUnixTimeSeconds()
            : long.MinValue;

    /// <summary>
    /// Tells whether a partition key is in the part of the range that the request names; null when it names no part.
    /// </summary>
    private static Predicate<Scalar>? BoundsFilter(CosmosRequest call)
    {
        if (call.Header(HeaderNames.StartEpk) is not { } start || call.Header(HeaderNames.EndEpk) is not { } end)
            return null;
        return key =>
            EffectivePartitionKey.Format(EffectivePartitionKey.Compute(key)) is var place
            && string.CompareOrdinal(place, start) >= 0
            && string.CompareOrdinal(place, end) < 0;
    }
}
