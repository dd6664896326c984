using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Whether the terms that somebody reads count.</summary>
public static class RevisionStatusText
{
    /// <returns>Null for those in force.</returns>
    public static BilingualName? Describe(RevisionStatus status, DateOnly? on) =>
        status switch
        {
            RevisionStatus.Active => null,
            RevisionStatus.Superseded => Bilingual("已不再生效", "no longer in force"),
            RevisionStatus.Withdrawn => Bilingual("已撤回，不会生效", "withdrawn, and not to come into force"),
            RevisionStatus.Draft => Bilingual("草案", "a draft"),
            RevisionStatus.Announced or RevisionStatus.Postponed => on is { } day
                ? Bilingual(
                    $"拟自{DisclosureFormat.FormatDay(day).Zh}起生效",
                    $"to come into force on {DisclosureFormat.FormatDay(day).En} at the earliest"
                )
                : Bilingual("尚未生效", "not in force yet"),
        };
}
