using Points.Domain;

namespace Points.Cosmos.Documents;

/// <summary>
/// Lists one outcome of a merchant's messages. The outcome is the master record: an item whose outcome was replaced
/// since is not shown.
/// </summary>
/// <param name="Account">The partition: <see cref="PartitionOf"/>.</param>
/// <param name="SortKey">Orders the list by time; unique.</param>
/// <param name="Outcome"><c>accepted</c> or <c>refused</c>.</param>
/// <param name="ReceivedAt">When the event was decided, as the outcome says.</param>
internal sealed record ListedEventDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string MessageId,
    string Outcome,
    DateTimeOffset ReceivedAt
)
{
    public const string TypeName = "listed-event";

    /// <summary>The length of a month at the beginning of a sort key.</summary>
    public const int MonthLength = 7;

    /// <param name="digest">Of merchant and message, protected by the deployment's key.</param>
    public static ListedEventDocument From(EventOutcome it, string digest)
    {
        var sortKey = SortKeyAt(it.ReceivedAt) + Separator + digest;
        return new(
            "e-" + Digest.Compute(TypeName, sortKey),
            TypeName,
            PartitionOf(it.MerchantId, MonthOf(sortKey)),
            sortKey,
            it.MessageId,
            it.Status,
            it.ReceivedAt.ToUniversalTime()
        );
    }

    /// <summary>Sorts before all events of this instant and after all events before it.</summary>
    public static string SortKeyAt(DateTimeOffset at) => FormattableString.Invariant($"{at.UtcDateTime:O}");

    /// <summary>The month in UTC, such as <c>2027-03</c>.</summary>
    public static string MonthOf(string sortKey) => sortKey[..MonthLength];

    /// <summary>A partition has a limited size, so each month has its own.</summary>
    public static string PartitionOf(string merchantId, string month) => $"events:{merchantId}:{month}";

    private const string Separator = "~";
}

/// <summary>Says that a merchant had events in a month, so that a list reads no month without events.</summary>
/// <param name="Id">The month in UTC.</param>
/// <param name="SortKey">The month, too: it orders the months.</param>
internal sealed record EventMonthDocument(string Id, string Type, string Account, string SortKey)
{
    public const string TypeName = "event-month";

    public static EventMonthDocument Of(string merchantId, string month) =>
        new(month, TypeName, PartitionOf(merchantId), month);

    public static string PartitionOf(string merchantId) => $"events:{merchantId}";
}
