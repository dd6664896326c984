using System.Net;

namespace Points.Cosmos.Documents;

/// <summary>The result of a batch: success, or the operation that failed it.</summary>
/// <param name="FailedIndex">The index of the failed operation; -1 on success.</param>
/// <param name="Status">Why the operation failed: 409, 412 or 404.</param>
/// <param name="WasResent">
/// Whether an earlier response was lost, so that the batch may have conflicted with itself.
/// </param>
internal readonly record struct BatchResult(int FailedIndex, HttpStatusCode Status, bool WasResent)
{
    public static readonly BatchResult Success = new(-1, HttpStatusCode.OK, WasResent: false);

    /// <summary>The ETag of the document that the first operation wrote; null on failure.</summary>
    public string? FirstETag { get; init; }

    public bool IsSuccess => FailedIndex < 0;
}
