namespace Points.Domain;

/// <summary>The store could not take the work now. Nothing was written; trying later is right.</summary>
public sealed class StoreBusyException(string message) : Exception(message);

/// <summary>The store gave no answer. Whether it wrote is unknown; the same request again is safe, writes once, and tells.</summary>
public sealed class StoreUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
