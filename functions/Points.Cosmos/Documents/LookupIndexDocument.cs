using Points.Domain.Enrolling;

namespace Points.Cosmos.Documents;

/// <summary>How far the change to a new key of look-ups has come.</summary>
internal sealed record LookupIndexDocument(
    string Id,
    string Type,
    int KeyVersion,
    string Stage,
    DateTimeOffset Since,
    int Attempt
)
{
    public const string TypeName = "lookup-index";
    public const string SingletonId = TypeName;

    public static LookupIndexDocument From(LookupIndexState it) =>
        new(SingletonId, TypeName, it.KeyVersion, it.Stage.ToString(), it.Since.ToUniversalTime(), it.Attempt);

    public LookupIndexState ToState() => new(KeyVersion, StoredEnum.Parse<LookupIndexStage>(Stage), Since, Attempt);
}
