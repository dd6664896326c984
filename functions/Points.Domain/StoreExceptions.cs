namespace Points.Domain;

/// <summary>The store is overloaded. Nothing was written; the caller may try again later.</summary>
public sealed class StoreBusyException(string message) : Exception(message);

/// <summary>
/// The store did not answer, so it is unknown whether it wrote. Repeating the same request is safe: it writes at most
/// once and returns the outcome.
/// </summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
