using System.Globalization;

namespace Points.Domain.Auditing;

/// <summary>An item of the journal. Only the words of the reason can ever be erased from it.</summary>
/// <param name="Number">Numbers the items of a chain from 1, without gaps.</param>
/// <param name="Actor">
/// The digest of the person's name under the deployment's key: the same in everything that the person did, and it
/// leads nobody to the person who has not got both. Null if the name was erased before the item was written.
/// </param>
/// <param name="ReasonDigest">
/// The digest of the reason under the deployment's key. The hash covers it in place of the words.
/// </param>
/// <param name="Hash">Covers the item and the hash of the item before it.</param>
public sealed record JournalItem(
    JournalChain Chain,
    long Number,
    string ItemId,
    ActionFacts Facts,
    string? Actor,
    string? Reason,
    string? ReasonDigest,
    string Hash
)
{
    /// <summary>Orders all items by time; unique.</summary>
    public string SortKey => $"{SortKeyAt(Facts.At)}~{ItemId}";

    /// <summary>Sorts before the items of that instant, and after all earlier ones.</summary>
    public static string SortKeyAt(DateTimeOffset instant) =>
        instant.UtcDateTime.ToString("O", CultureInfo.InvariantCulture);

    /// <summary>
    /// The digest over the previous hash and all that the item says, except for the words of the reason.
    /// </summary>
    internal string HashAfter(string previous) =>
        Facts.AddTo(new Digest().Add(previous).Add(Number).Add(ItemId)).Add(Actor).Add(ReasonDigest).ToString();
}
