namespace Points.Domain.Jobs;

/// <summary>One page of the due items of a range.</summary>
/// <param name="Position">Where the next page begins; null if this is the last page.</param>
public sealed record DuePage<T>(IReadOnlyList<T> Items, string? Position)
{
    /// <summary>
    /// An instance that is killed has handled at most this many items whose page another instance reads again.
    /// A page takes seconds, far less than <see cref="JobPart.LeaseTime"/>.
    /// </summary>
    public const int ItemsMax = 100;
}
