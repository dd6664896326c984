namespace Points.Domain.Jobs;

/// <summary>Stores how far jobs have come in the ranges of the store.</summary>
public interface IJobParts
{
    /// <returns>The part as it is stored; one that no run has touched, if it is not stored.</returns>
    /// <exception cref="StoreBusyException">The store throttles.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<StoredPart> Find(string work, string range, CancellationToken ct);

    /// <summary>Claims a part for an instance: <see cref="JobPart.Claim"/>.</summary>
    /// <returns>Null if another instance has the part, or has written it meanwhile.</returns>
    /// <exception cref="StoreBusyException">The store throttles; nothing was written.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer. The claim ends by itself.</exception>
    Task<StoredPart?> TryClaim(StoredPart part, RunShare share, string owner, CancellationToken ct);

    /// <summary>Stores that a page has been handled, and keeps the part for longer.</summary>
    /// <param name="position">Where the next page begins; null after the last page.</param>
    /// <returns>Null if another instance has taken the part over, because this one was too slow.</returns>
    /// <inheritdoc cref="TryClaim" path="/exception"/>
    Task<StoredPart?> TryMoveTo(StoredPart claimed, string? position, CancellationToken ct);

    /// <summary>Lets another instance continue at once. Does nothing if another has taken the part over.</summary>
    /// <inheritdoc cref="TryClaim" path="/exception"/>
    Task Release(StoredPart claimed, CancellationToken ct);
}

/// <summary>A part in the version that was read or written.</summary>
/// <param name="Version">Null if the part is not stored yet.</param>
public sealed record StoredPart(JobPart Part, string? Version);
