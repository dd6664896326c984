using Points.Domain.Auditing;

namespace Points.Cosmos.Documents;

/// <summary>The newest item of a chain of the journal. It is replaced in the batch that appends items.</summary>
/// <param name="Chain">The partition.</param>
internal sealed record JournalHeadDocument(string Id, string Type, string Chain, long Number, string Hash)
{
    public const string TypeName = "journal-head",
        SingletonId = "head";

    public static JournalHeadDocument From(JournalHead head) =>
        new(SingletonId, TypeName, head.Chain.ToString(), head.Number, head.Hash);

    public JournalHead ToHead() => new(JournalChain.Parse(Chain), Number, Hash);
}
