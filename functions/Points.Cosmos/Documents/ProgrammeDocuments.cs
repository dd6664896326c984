using System.Text.Json;

namespace Points.Cosmos.Documents;

/// <summary>A revision as it was submitted. Written once, never changed: what becomes of it is in the pointer.</summary>
internal sealed record RevisionDocument(string Id, string Type, string ProgrammeId, int Number, JsonElement Document)
{
    public const string TypeName = "revision";

    public static string IdOf(int number) => $"{TypeName}:{number}";
}

/// <summary>Which revisions there are, from when they count, and what prices are set to: the one small document an instance looks at again and again.</summary>
internal sealed record PointerDocument(string Id, string Type, string ProgrammeId, IReadOnlyList<ListedRevision> Revisions, IReadOnlyList<SetPrice>? Prices)
{
    public const string TypeName = "pointer";

    /// <summary>One pointer a programme.</summary>
    public const string OnlyId = TypeName;
}

/// <summary>What the operator has set a reward's usual price to. It counts where the revision's bounds allow it.</summary>
internal sealed record SetPrice(string RewardId, long Points);

/// <param name="AnnouncedFor">Null for a draft.</param>
/// <param name="EffectiveFrom">Null for what does not count yet, or not certainly.</param>
internal sealed record ListedRevision(int Number, DateOnly? AnnouncedFor, DateTimeOffset? EffectiveFrom);
