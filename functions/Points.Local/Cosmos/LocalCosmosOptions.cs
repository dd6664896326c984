namespace Points.Local.Cosmos;

/// <summary>How the one-machine Cosmos is opened.</summary>
/// <param name="Folder">The folder that holds <c>cosmos.db</c>; it is created when missing.</param>
public sealed record LocalCosmosOptions(string Folder)
{
    /// <summary>
    /// Physical ranges of containers created from now on; a container keeps the number it was created with. One is fastest;
    /// several show what only several can: routing, cross-partition reads, a change feed in parts.
    /// </summary>
    public int PhysicalRanges { get; init; } = 1;

    /// <summary>The clock behind <c>_ts</c> and time to live.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;
}
