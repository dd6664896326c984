namespace Points.Domain.Reporting;

/// <summary>
/// Calculates a programme's sums again from its ledgers, beside those that are read meanwhile, and then replaces them.
/// </summary>
public interface IReportRebuild
{
    /// <summary>Asks for a rebuild. If one is under way, it goes on.</summary>
    Task<RebuildState> Start(string programmeId, DateTimeOffset now, CancellationToken ct);

    /// <summary>Goes on with a rebuild, if one was asked for, until it must wait or is done.</summary>
    /// <param name="stopped">Ends the work after the current step. The next call goes on there.</param>
    /// <returns>How far it is; null if none was asked for.</returns>
    Task<RebuildState?> Continue(
        string programmeId,
        DateTimeOffset now,
        CancellationToken stopped,
        CancellationToken ct
    );
}

/// <param name="StartedAt">When it was asked for.</param>
public sealed record RebuildState(RebuildStage Stage, DateTimeOffset StartedAt);

/// <summary>What a rebuild does.</summary>
public enum RebuildStage
{
    /// <summary>It reads the ledgers.</summary>
    Reading,

    /// <summary>
    /// The new sums are read. It waits for instances that may still add to the old ones, and then reads once more what
    /// came meanwhile.
    /// </summary>
    Replacing,

    /// <summary>It deletes the old sums.</summary>
    Removing,

    Done,
}
