namespace Points.Domain.Relaying;

/// <summary>
/// Keeps the documents of the ledger's feed that could not be relayed, for an operator to see; the feed goes on
/// meanwhile.
/// </summary>
public interface ISetAsideEntries
{
    /// <summary>Sets an entry aside. Adding it again changes nothing.</summary>
    Task Add(SetAsideEntry entry, CancellationToken ct);

    /// <summary>Removes an entry that has been relayed after all.</summary>
    Task Remove(string memberId, string documentId, CancellationToken ct);

    /// <summary>Lists the entries, newest first.</summary>
    /// <param name="before">Lists only what follows this <see cref="SetAsideEntry.SortKey"/>; null for all.</param>
    Task<IReadOnlyList<SetAsideEntry>> List(string? before, int limit, CancellationToken ct);
}
