namespace Emulators.ServiceBus;

/// <summary>
/// A message cannot be settled or its lock renewed: the lock has ended, so another receiver may have the message, or
/// the message was already settled.
/// </summary>
public sealed class LockLostException(string message) : InvalidOperationException(message);
