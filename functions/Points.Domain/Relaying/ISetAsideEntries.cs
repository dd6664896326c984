namespace Points.Domain.Relaying;

/// <summary>What of the ledger's feed could not be passed on, whatever was tried: it is kept for somebody to see, while the rest goes on.</summary>
public interface ISetAsideEntries
{
    /// <summary>Keeps it; once, however often it comes.</summary>
    Task Add(SetAsideEntry entry, CancellationToken ct);

    /// <summary>It has been passed on after all.</summary>
    Task Remove(string memberId, string documentId, CancellationToken ct);

    /// <summary>Newest first.</summary>
    /// <param name="before">The <see cref="SetAsideEntry.SortKey"/> of one: only those that come after it in the list. Null for all.</param>
    Task<IReadOnlyList<SetAsideEntry>> List(string? before, int limit, CancellationToken ct);
}

/// <param name="MemberId">The partition of the document; null where even that could not be read.</param>
/// <param name="DocumentId">Of the document that is at fault.</param>
public sealed record SetAsideEntry(string? MemberId, string DocumentId, string Reason, DateTimeOffset At)
{
    /// <summary>By which they are listed; no two have the same.</summary>
    public string SortKey => FormattableString.Invariant($"{At.UtcDateTime:O}~{IdOf(MemberId, DocumentId)}");

    /// <summary>The same for the same document, however often it comes.</summary>
    public static string IdOf(string? memberId, string documentId) => Digest.Compute("poison", memberId, documentId);
}
