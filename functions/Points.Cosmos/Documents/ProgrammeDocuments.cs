using System.Text.Json;

namespace Points.Cosmos.Documents;

/// <summary>A revision as it was published. Written once, never changed.</summary>
internal sealed record RevisionDocument(
    string Id, string Type, string ProgrammeId, int Number, DateTimeOffset EffectiveFrom, JsonElement Document)
{
    public const string TypeName = "revision";

    public static string IdOf(int number) => $"{TypeName}:{number}";
}

/// <summary>Which revisions are published and from when: the one small document an instance looks at again and again.</summary>
internal sealed record PointerDocument(string Id, string Type, string ProgrammeId, IReadOnlyList<PublishedRevision> Revisions)
{
    public const string TypeName = "pointer";

    /// <summary>One pointer a programme.</summary>
    public const string OnlyId = TypeName;
}

internal sealed record PublishedRevision(int Number, DateTimeOffset EffectiveFrom);
