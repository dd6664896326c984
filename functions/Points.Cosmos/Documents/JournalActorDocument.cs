using Points.Domain.Auditing;

namespace Points.Cosmos.Documents;

/// <summary>
/// Who did what an item of the journal says. It stands beside the item, and nothing is hashed with it, so that an
/// erasure of that person can delete it (law L14).
/// </summary>
/// <param name="Chain">The partition.</param>
/// <param name="Subject">The person, as the token named them.</param>
internal sealed record JournalActorDocument(string Id, string Type, string Chain, string Subject)
{
    public const string TypeName = "journal-actor";

    public static JournalActorDocument From(JournalItem item, string subject) =>
        new(ActorDocument.IdOf(item.ItemId), TypeName, item.Chain.ToString(), subject);
}
