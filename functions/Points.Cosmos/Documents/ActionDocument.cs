using Points.Cosmos.Sealing;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>An action that has counted. Its id is a digest of what must be unique.</summary>
internal sealed record ActionDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string Action,
    string Reference,
    string EntryId
) : ISealedDocument
{
    public const string TypeName = "deed";

    public static string IdOf(LedgerKey key, ActionRecord action) =>
        "d-" + key.Protect(Digest.Compute(TypeName, action.ProgrammeId, action.Action, action.Reference));

    public static ActionDocument From(string memberId, LedgerKey key, ActionRecord action) =>
        new(IdOf(key, action), TypeName, memberId, action.ProgrammeId, action.Action, action.Reference, action.EntryId);

    public ActionRecord ToActionRecord() => new(ProgrammeId, Action, Reference, EntryId);
}
