using static Points.Domain.Programmes.Disclosing.DisclosureFormat;

namespace Points.Domain.Programmes.Disclosing;

/// <summary>Describes the status of a revision to somebody who reads its terms.</summary>
public static class RevisionStatusText
{
    /// <param name="on">The day on which the revision is to take effect; null if there is none.</param>
    /// <returns>Null if the revision is in force.</returns>
    public static BilingualName? Describe(RevisionStatus status, DateOnly? on) =>
        status switch
        {
            RevisionStatus.Active => null,
            RevisionStatus.Superseded => Bilingual("已不再生效", "no longer in force"),
            RevisionStatus.Withdrawn => Bilingual("已撤回，不会生效", "withdrawn, will not take effect"),
            RevisionStatus.Draft => Bilingual("草案", "draft"),
            RevisionStatus.Announced or RevisionStatus.Postponed => on is { } day
                ? Bilingual($"拟自{FormatDay(day).Zh}起生效", $"takes effect on {FormatDay(day).En} at the earliest")
                : Bilingual("尚未生效", "not in force yet"),
        };
}
