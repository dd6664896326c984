namespace Points.Domain.Ports;

/// <summary>The store could not take the work now. Nothing was written; trying later is right.</summary>
public sealed class StoreBusyException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>When to try again.</summary>
    public static readonly TimeSpan RetryAfter = TimeSpan.FromSeconds(1);
}

/// <summary>The store did not say whether it wrote. The same request again is safe: it writes once.</summary>
public sealed class OutcomeUnknownException(string message, Exception? inner = null) : Exception(message, inner);
