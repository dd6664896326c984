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
            RevisionStatus.Superseded => on is { } from
                ? Bilingual(
                    $"{FormatDay(from).Zh}起曾生效，现已不再生效",
                    $"in force from {FormatDay(from).En}, but no longer"
                )
                : Bilingual("已不再生效", "no longer in force"),
            RevisionStatus.Withdrawn => Bilingual("已撤回，不会生效", "withdrawn, will not take effect"),
            RevisionStatus.Draft => Bilingual("草案", "draft"),
            RevisionStatus.Announced or RevisionStatus.Postponed => on is { } day
                ? Bilingual($"拟自{FormatDay(day).Zh}起生效", $"takes effect on {FormatDay(day).En} at the earliest")
                : Bilingual("尚未生效", "not in force yet"),
        };

    /// <summary>Describes a revision that is in force.</summary>
    /// <param name="since">The day from which; null if it always was.</param>
    public static BilingualName InForce(DateOnly? since) =>
        since is { } day
            ? Bilingual($"自{FormatDay(day).Zh}起生效", $"in force since {FormatDay(day).En}")
            : Bilingual("现行有效", "in force");
}
