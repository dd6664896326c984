using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>A reference of an operator's that has counted. Its id is a digest of what must be unique.</summary>
internal sealed record CountedReferenceDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    ReferenceUse Use,
    string Reference,
    string EntryId
) : ISealedDocument
{
    public const string TypeName = "reference";

    public static string IdOf(LedgerKey key, RecordKey.CountedReference it) =>
        "u-" + key.Protect(Digest.Compute(TypeName, it.ProgrammeId, it.Use.ToString(), it.Reference));

    public static CountedReferenceDocument From(string memberId, LedgerKey key, CountedReference it) =>
        new(IdOf(key, it.Key), TypeName, memberId, it.ProgrammeId, it.Use, it.Reference, it.EntryId);

    public CountedReference ToCountedReference() => new(ProgrammeId, Use, Reference, EntryId);
}
