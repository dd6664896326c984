using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Documents;
using Points.Domain.Programmes.Validating;

namespace Points.Domain.Tests.RevisionProof;

/// <summary>Two lawful documents of one programme: the terms in force, and those that shall follow.</summary>
internal sealed record RevisionPair(JsonElement From, JsonElement To, ProgrammeTerms Old, ProgrammeTerms New)
{
    /// <summary>The instant of the comparison: nobody redeems before it.</summary>
    public DateTimeOffset Now { get; init; } = new(2026, 12, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly string[] SharedParts = ["tiers", "timeZone", "merchants", "programmeId"];

    /// <summary>Whether a part changed that the answers about every other part depend on.</summary>
    public bool HasSharedChange => SharedParts.Any(HasChange);

    public static RevisionPair? TryCreate(JsonNode from, JsonNode to) =>
        TryRead(from) is { } old && TryRead(to) is { } next
            ? new(JsonSerializer.SerializeToElement(from), JsonSerializer.SerializeToElement(to), old, next)
            : null;

    public static RevisionPair Create(JsonNode from, JsonNode to) =>
        TryCreate(from, to) ?? throw new ArgumentException("a document is not valid or not lawful", nameof(to));

    /// <summary>Whether a top-level part changed. The engine answers the same to the same terms.</summary>
    public bool HasChange(string part) =>
        From.TryGetProperty(part, out var before) == To.TryGetProperty(part, out var after)
            ? before.ValueKind != JsonValueKind.Undefined && !JsonElement.DeepEquals(before, after)
            : true;

    /// <summary>Whether anything that decides about a reward changed.</summary>
    public bool HasRewardChange(string rewardId) =>
        HasSharedChange
        || !(
            FindReward(From, rewardId) is { } before
            && FindReward(To, rewardId) is { } after
            && JsonElement.DeepEquals(before, after)
        );

    /// <summary>Reads a document as the product does; null if it is refused.</summary>
    public static ProgrammeTerms? TryRead(JsonNode document)
    {
        var json = Encoding.UTF8.GetBytes(document.ToJsonString());
        return
            ProgrammeDocumentReader.Read(json, 1, DateTimeOffset.UnixEpoch).TryGetValue(out var terms)
            && !LegalChecks.FindViolations(terms).Any()
            ? terms
            : null;
    }

    private static JsonElement? FindReward(JsonElement document, string rewardId)
    {
        if (document.TryGetProperty("rewards", out var rewards))
            foreach (var reward in rewards.EnumerateArray())
                if (reward.GetProperty("rewardId").GetString() == rewardId)
                    return reward;
        return null;
    }
}
