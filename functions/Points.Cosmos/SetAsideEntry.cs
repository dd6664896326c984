using Points.Domain;

namespace Points.Cosmos;

/// <summary>A document of the ledger's feed that could not be relayed.</summary>
/// <param name="MemberId">The document's partition; null if that cannot be read.</param>
public sealed record SetAsideEntry(string? MemberId, string DocumentId, string Reason, DateTimeOffset At)
{
    /// <summary>Orders the list by time; unique.</summary>
    public string SortKey => FormattableString.Invariant($"{At.UtcDateTime:O}~{IdOf(MemberId, DocumentId)}");

    /// <summary>The id under which a document is set aside, always the same for the same document.</summary>
    public static string IdOf(string? memberId, string documentId) => Digest.Compute("poison", memberId, documentId);
}
