namespace Emulators.CosmosDb;

/// <summary>The options of the emulator.</summary>
/// <param name="Folder">
/// The folder that holds <c>cosmos.db</c> and the journal's files; it is created when it is missing.
/// </param>
public sealed record CosmosEmulatorOptions(string Folder)
{
    /// <summary>
    /// Physical ranges of new containers; an existing container keeps its number. One is fastest. Several are for tests
    /// of routing, of queries across partitions, and of a change feed in parts.
    /// </summary>
    public int PhysicalPartitionCount { get; init; } = 1;

    /// <summary>The clock for <c>_ts</c> and for the time to live of documents.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    /// <summary>The faults that requests get. There are none until a test asks for them.</summary>
    public FaultInjector Faults { get; init; } = new();

    /// <summary>How long changes gather before they are brought into the tables, if no query needs them.</summary>
    internal TimeSpan GatheringTime { get; init; } = TimeSpan.FromMilliseconds(250);
}
