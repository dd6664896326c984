namespace Points.Functions.Http;

/// <summary>A page of a list, and how to ask for the next one if there is more.</summary>
internal sealed record ListView<T>(IReadOnlyList<T> Items, string? Next);
