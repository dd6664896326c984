namespace Points.Cosmos.Documents;

/// <summary>A registered family and its members.</summary>
internal sealed record FamilyDocument(string Id, string Type, string FamilyId, IReadOnlyList<string> Members)
{
    public const string TypeName = "family";

    public static string IdOf(string familyId) => $"{TypeName}:{familyId}";
}
