namespace Points.Functions.Http;

/// <summary>A page of a list.</summary>
/// <param name="Next">The cursor of the next page; null on the last page.</param>
internal sealed record ListView<T>(IReadOnlyList<T> Items, string? Next);
