using Points.Domain.Programmes;

namespace Points.Domain.Comparing;

/// <summary>What the comparison of one topic shows.</summary>
/// <param name="Example">A situation in which a member is worse off, as a sentence; null if there is none.</param>
/// <param name="IsBetter">Whether a member is better off in some situation.</param>
internal sealed record Finding(string? Example, bool IsBetter)
{
    public bool IsWorse => Example is not null;

    /// <summary>
    /// Whether everything that the change tells apart was looked at. Otherwise a loss may have been missed, and what
    /// the table of effects says stands.
    /// </summary>
    public bool IsComplete { get; init; }

    /// <summary>
    /// Tells the same case with other terms instead of the new ones; null if nobody is worse off in it under them, or
    /// if it cannot be told.
    /// </summary>
    public Func<ProgrammeTerms, string?> TellWith { get; init; } = _ => null;
}
