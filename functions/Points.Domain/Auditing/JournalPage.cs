namespace Points.Domain.Auditing;

/// <param name="Items">Newest first. Each with the person; null if their name is erased.</param>
/// <param name="Next">The next page has what sorts before this; null if there is nothing older.</param>
public sealed record JournalPage(IReadOnlyList<(JournalItem Item, string? Subject)> Items, string? Next);
