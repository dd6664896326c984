namespace Points.Domain.Auditing;

/// <summary>What a member of staff did, as the entry or the act says that records it.</summary>
/// <param name="ItemId">Follows from the entry or the act, so that it is in the journal once.</param>
/// <param name="Origin">
/// What it changed: the key of a ledger, or a partition. What changes the same is in the same range of a day.
/// </param>
/// <param name="Subject">The person, as the token named them; null if their name is erased.</param>
/// <param name="Reason">Why, in the words of that person; null if none was asked for, or the words are erased.</param>
public sealed record StaffAction(string ItemId, string Origin, ActionFacts Facts, string? Subject, string? Reason)
{
    public JournalChain Chain => JournalChain.Of(Facts.At, Origin);
}
