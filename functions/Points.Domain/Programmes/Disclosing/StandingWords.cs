using Points.Domain.Programmes.Revising;
using static Points.Domain.Programmes.Disclosing.Words;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Whether the terms that somebody reads count.</summary>
public static class StandingWords
{
    /// <returns>Null for those in force.</returns>
    public static BilingualName? Of(RevisionStatus status, DateOnly? on) =>
        status switch
        {
            RevisionStatus.Active => null,
            RevisionStatus.Superseded => Say("已不再生效", "no longer in force"),
            RevisionStatus.Withdrawn => Say("已撤回，不会生效", "withdrawn, and not to come into force"),
            RevisionStatus.Draft => Say("草案", "a draft"),
            RevisionStatus.Announced or RevisionStatus.Postponed => on is { } day
                ? Say($"拟自{Words.Of(day).Zh}起生效", $"to come into force on {Words.Of(day).En} at the earliest")
                : Say("尚未生效", "not in force yet"),
        };
}
