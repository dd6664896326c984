namespace Emulators.ServiceBus;

/// <summary>The queue takes no more for now: it is full, or too many writes wait. Nothing was stored.</summary>
public sealed class QueueBusyException(string message) : Exception(message);
