namespace Emulators.ServiceBus;

/// <summary>A failure of one call.</summary>
public enum QueueFault
{
    /// <summary>The call throws <see cref="QueueBusyException"/>, and nothing is done.</summary>
    Busy,

    /// <summary>The call throws <see cref="QueueUnavailableException"/>, and nothing is done.</summary>
    Unavailable,

    /// <summary>The call is carried out and on disk, but throws <see cref="QueueUnavailableException"/>.</summary>
    AnswerLost,
}
