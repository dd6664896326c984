namespace Points.Domain.Enrolling;

/// <summary>Counts the wrong codes of tills, for all instances of the app.</summary>
public interface IWrongCodes
{
    /// <param name="till">Names the till, and the merchant whose till it is.</param>
    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The store did not answer.</exception>
    Task<WrongCodes> Find(string till, CancellationToken ct);

    /// <summary>Counts a wrong code.</summary>
    /// <returns>What is stored then, and whether this one has locked the till.</returns>
    /// <inheritdoc cref="Find" path="/exception"/>
    Task<(WrongCodes Stored, bool HasLocked)> Add(
        string till,
        DateTimeOffset now,
        WrongCodeLimits limits,
        CancellationToken ct
    );
}
