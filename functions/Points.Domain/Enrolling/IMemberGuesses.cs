namespace Points.Domain.Enrolling;

/// <summary>Counts the people that tills name and that are not enrolled, for all instances of the app.</summary>
public interface IMemberGuesses
{
    /// <summary>Counts a person.</summary>
    /// <param name="till">Names the till, and the merchant whose till it is.</param>
    /// <returns>What is stored then, and whether this one has locked the till.</returns>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<(MemberGuesses Stored, bool HasLocked)> Add(
        string till,
        string memberId,
        DateTimeOffset now,
        MemberGuessLimits limits,
        CancellationToken ct
    );
}
