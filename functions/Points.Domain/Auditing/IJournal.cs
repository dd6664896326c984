namespace Points.Domain.Auditing;

/// <summary>The auditors' journal: what members of staff did, append-only.</summary>
public interface IJournal
{
    /// <summary>
    /// Appends actions to their chain, in this order. An action that is in the journal is not appended again; if its
    /// source has lost the words of its reason since, the item loses them too.
    /// </summary>
    /// <param name="actions">At least one; all of this chain, and each once.</param>
    /// <returns>The chain's newest item afterwards.</returns>
    /// <exception cref="StoreBusyException">The store throttles; the same actions may be appended again.</exception>
    /// <exception cref="StoreUnavailableException">
    /// The store does not answer; the same actions may be appended again.
    /// </exception>
    Task<JournalHead> Append(JournalChain chain, IReadOnlyList<StaffAction> actions, CancellationToken ct);

    /// <summary>
    /// Reads a page, newest first. It looks at no more than <see cref="JournalSearch.DaysPerPage"/> days, so a page may
    /// be short, or empty, although older items follow.
    /// </summary>
    Task<JournalPage> Read(JournalSearch search, int limit, CancellationToken ct);
}
