using System.Text.Json;

namespace Points.Cosmos.Documents;

/// <summary>A revision as it was submitted. Written once and never changed; its status is in the timetable.</summary>
internal sealed record RevisionDocument(string Id, string Type, string ProgrammeId, int Number, JsonElement Document)
{
    public const string TypeName = "revision";

    public static string IdOf(int number) => $"{TypeName}:{number}";
}
