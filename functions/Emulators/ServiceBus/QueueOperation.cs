namespace Emulators.ServiceBus;

/// <summary>What a caller asks of a queue, for the choice of faults.</summary>
public enum QueueOperation
{
    Send,

    /// <summary>Receives messages, or accepts a session.</summary>
    Receive,

    /// <summary>Completes, abandons or moves to the dead letters.</summary>
    Settle,
}
