using Points.Domain.Relaying;

namespace Points.Cosmos.Documents;

/// <summary>A document of the ledger's change feed that could not be relayed.</summary>
internal sealed record SetAsideDocument(
    string Id,
    string Type,
    string Account,
    string SortKey,
    string? MemberId,
    string DocumentId,
    string Why,
    DateTimeOffset At
)
{
    public const string TypeName = "poison",
        Partition = "~poison";

    public static SetAsideDocument From(SetAsideEntry it) =>
        new(
            SetAsideEntry.IdOf(it.MemberId, it.DocumentId),
            TypeName,
            Partition,
            it.SortKey,
            it.MemberId,
            it.DocumentId,
            it.Reason,
            it.At.ToUniversalTime()
        );

    public SetAsideEntry ToSetAsideEntry() => new(MemberId, DocumentId, Why, At);
}
