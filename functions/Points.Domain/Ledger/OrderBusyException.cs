namespace Points.Domain.Ledger;

/// <summary>
/// Another request with the same order is under way. It ends within two minutes, even if its process has ended. Nothing
/// was written, and repeating the request is safe.
/// </summary>
public sealed class OrderBusyException() : Exception("another request with this order is under way");
