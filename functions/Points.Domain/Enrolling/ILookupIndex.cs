using Points.Domain.Jobs;

namespace Points.Domain.Enrolling;

/// <summary>The look-ups of all members, and the key under which they are.</summary>
public interface ILookupIndex
{
    /// <summary>Reads the state, and stores the first one if there is none.</summary>
    Task<(LookupIndexState State, string Version)> Find(DateTimeOffset now, CancellationToken ct);

    /// <summary>Stores the next state; a new key is created before, and one that is given up deleted after.</summary>
    /// <param name="replacedVersion">The version of the state that is replaced.</param>
    /// <returns>False if another instance has changed the state meanwhile.</returns>
    Task<bool> TryMove(LookupIndexState next, string replacedVersion, CancellationToken ct);

    /// <summary>The ids of all members, as items of which none ceases to be due.</summary>
    IDueItems<string> AllMembers { get; }

    /// <summary>Writes the look-ups that a member's profile needs, under the newest key.</summary>
    /// <returns>False if the member is gone, or has none.</returns>
    Task<bool> Index(string memberId, CancellationToken ct);

    /// <summary>Deletes the look-ups of what a member's profile has, under the key before.</summary>
    /// <returns>False if the member is gone, or has none.</returns>
    Task<bool> DropBefore(string memberId, CancellationToken ct);
}
