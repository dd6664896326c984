namespace Emulators.ServiceBus;

/// <summary>The queue did not answer. The caller cannot know whether the call was carried out.</summary>
public sealed class QueueUnavailableException(string message, Exception? inner = null) : Exception(message, inner);
