using System.Globalization;
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
        var session = store.Readers.Rent();
        try
        {
            return call.Header(HeaderNames.IfNoneMatch) is FromNow
                ? NotModified(range, LastSequence(session, range))
                : Answer(call, range, key, session.StatementsFor(range));
        }
        finally
        {
            store.Readers.Return(session);
        }
    }

    private HttpResponseMessage Answer(CosmosRequest call, PartitionRange range, Scalar? key, RangeStatements rows)
    {
        var after = ParseToken(call.Header(HeaderNames.IfNoneMatch));
        var isInBounds = BoundsFilter(call);
        var feed = rows.Query(
            $"SELECT {DocumentRows.Columns} FROM {range.Table} WHERE lsn > ?1 AND ts >= ?2 "
                + $"AND (expires IS NULL OR expires > ?3){(key is null ? "" : " AND pk = ?4")} ORDER BY lsn"
        );
        feed.Bind(1, after).Bind(2, StartSeconds(call)).Bind(3, store.Seconds);
        if (key is { } named)
            feed.Bind(4, RangeStatements.KeyOrMissing(named));
        var documents = new List<byte[]>();
        try
        {
            var documentsMax = call.MaxItemCount ?? ResultPage.DocumentsDefault;
            for (var bytes = 0; documents.Count < documentsMax && bytes < ResultPage.BytesMax && feed.Step(); )
            {
                after = feed.ReadSequence();
                if (isInBounds is not null && !isInBounds(feed.ReadPartitionKey()))
                    continue;
                var document = feed.ReadDocument(feed.ReadResourceId(range.Container), inFeed: true);
                documents.Add(document);
                bytes += document.Length;
            }
        }
        finally
        {
            feed.Reset();
        }
        return documents.Count == 0
            ? NotModified(range, after)
            : CosmosResponse
                .Create(200, CosmosResponse.Feed(range.Container.ResourceId, documents))
                .WithHeader(HeaderNames.ItemCount, documents.Count)
                .WithHeader(HeaderNames.ETag, FormatToken(after))
                .WithRangeSequence(range, after);
    }

    private static HttpResponseMessage NotModified(PartitionRange range, long sequence) =>
        CosmosResponse
            .Create(304)
            .WithHeader(HeaderNames.ItemCount, 0)
            .WithHeader(HeaderNames.ETag, FormatToken(sequence))
            .WithRangeSequence(range, sequence);

    private static long LastSequence(StoreSession session, PartitionRange range)
    {
        var last = session.StatementsFor(range).Query($"SELECT coalesce(max(lsn), 0) FROM {range.Table}");
        last.Step();
        var sequence = last.GetInt64(0);
        last.Reset();
        return sequence;
    }

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
    private static Func<Scalar, bool>? BoundsFilter(CosmosRequest call)
    {
        if (call.Header(HeaderNames.StartEpk) is not { } start || call.Header(HeaderNames.EndEpk) is not { } end)
            return null;
        return key =>
            EffectivePartitionKey.Format(EffectivePartitionKey.Compute(key)) is var place
            && string.CompareOrdinal(place, start) >= 0
            && string.CompareOrdinal(place, end) < 0;
    }
}
