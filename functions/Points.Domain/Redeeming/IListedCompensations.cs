namespace Points.Domain.Redeeming;

/// <summary>Lists the compensation that was withheld from members, by programme.</summary>
public interface IListedCompensations
{
    /// <summary>Adds compensation to the list. Adding it again changes nothing.</summary>
    /// <exception cref="StoreBusyException">Throttled; it may be added again.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer; it may be added again.</exception>
    Task Add(ListedCompensation compensation, CancellationToken ct);

    /// <summary>Lists the withheld compensation of a programme, newest first.</summary>
    /// <param name="before">
    /// Lists only what follows this <see cref="ListedCompensation.SortKey"/>; null for all.
    /// </param>
    Task<IReadOnlyList<ListedCompensation>> ListWithheld(
        string programmeId,
        string? before,
        int limit,
        CancellationToken ct
    );
}
