namespace Emulators.CosmosDb.Protocol;

/// <summary>The headers of the protocol, as the SDK writes them.</summary>
public static class HeaderNames
{
    public const string ActivityId = "x-ms-activity-id";
    public const string IncrementalFeed = "A-IM";
    public const string ChangeFeedMode = "x-ms-cosmos-changefeed-wire-format-version";
    public const string Continuation = "x-ms-continuation";
    public const string EndEpk = "x-ms-end-epk";
    public const string ETag = "etag";
    public const string IfMatch = "If-Match";
    public const string IfModifiedSince = "If-Modified-Since";
    public const string IfNoneMatch = "If-None-Match";
    public const string IsBatch = "x-ms-cosmos-is-batch-request";
    public const string IsQueryPlan = "x-ms-cosmos-is-query-plan-request";
    public const string IsUpsert = "x-ms-documentdb-is-upsert";
    public const string ItemCount = "x-ms-item-count";
    public const string LogicalSequence = "lsn";
    public const string MaxItemCount = "x-ms-max-item-count";
    public const string PartitionKey = "x-ms-documentdb-partitionkey";
    public const string Prefer = "Prefer";
    public const string RangeId = "x-ms-documentdb-partitionkeyrangeid";
    public const string RequestCharge = "x-ms-request-charge";
    public const string RetryAfter = "x-ms-retry-after-ms";
    public const string SessionToken = "x-ms-session-token";
    public const string StartEpk = "x-ms-start-epk";
    public const string SubStatus = "x-ms-substatus";
}
