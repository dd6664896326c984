namespace Points.Cosmos.Documents;

/// <summary>A document of the ledger's change feed that could not be relayed, for operators to look at.</summary>
/// <param name="Account">Its own partition: <see cref="Partition"/>.</param>
/// <param name="SortKey">Orders the list by time.</param>
/// <param name="MemberId">The partition of the document that was set aside; null if that cannot be read.</param>
/// <param name="DocumentId">The id of the document that was set aside.</param>
/// <param name="Why">The reason why it could not be relayed.</param>
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
