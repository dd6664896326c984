using Points.Domain.Ports;

namespace Points.Cosmos.Documents;

/// <summary>A document of the ledger's feed that could not be passed on.</summary>
internal sealed record PoisonDocument(
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

    public static PoisonDocument From(Poisoned it) =>
        new(
            Poisoned.IdOf(it.MemberId, it.DocumentId),
            TypeName,
            Partition,
            it.Order,
            it.MemberId,
            it.DocumentId,
            it.Why,
            it.At.ToUniversalTime()
        );

    public Poisoned ToPoisoned() => new(MemberId, DocumentId, Why, At);
}
