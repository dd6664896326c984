namespace Points.Domain.Comparing;

/// <summary>What the comparison of one topic shows.</summary>
/// <param name="Topic">What was compared, such as <c>earning</c> or <c>reward gift-box</c>.</param>
/// <param name="Example">A situation in which a member is worse off, as a sentence; null if there is none.</param>
/// <param name="IsBetter">Whether a member is better off in some situation.</param>
internal sealed record Finding(string Topic, string? Example, bool IsBetter)
{
    public bool IsWorse => Example is not null;
}
