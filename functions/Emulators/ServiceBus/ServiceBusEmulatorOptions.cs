namespace Emulators.ServiceBus;

/// <summary>The options of the emulator.</summary>
/// <param name="Folder">The folder that holds <c>messages.db</c>; it is created when it is missing.</param>
/// <param name="Queues">
/// The queues to serve. Missing ones are created. Other queues in the file are kept, but not opened.
/// </param>
public sealed record ServiceBusEmulatorOptions(string Folder, IReadOnlyList<QueueDefinition> Queues)
{
    /// <summary>The clock that decides when locks end and schedules are due.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The faults that calls get. There are none until a test asks for them.</summary>
    public QueueFaults Faults { get; init; } = new();

    /// <summary>How much each queue takes.</summary>
    internal BusLimits Limits { get; init; } = BusLimits.Default;
}
