using Points.Domain;
using Points.Domain.Acting;

namespace Points.Cosmos.Documents;

/// <summary>An action that has counted. Its id follows from programme, action and reference, so it exists once.</summary>
internal sealed record DeedDocument(
    string Id,
    string Type,
    string MemberId,
    string ProgrammeId,
    string Action,
    string Reference,
    string EntryId
)
{
    public const string TypeName = "deed";

    public static string IdOf(Deed deed) => "d-" + Digest.Of(TypeName, deed.ProgrammeId, deed.Action, deed.Reference);

    public static DeedDocument From(string memberId, Deed deed) =>
        new(IdOf(deed), TypeName, memberId, deed.ProgrammeId, deed.Action, deed.Reference, deed.EntryId);
}
