using Points.Domain.Programmes.Revisions;

namespace Points.Cosmos.Documents;

/// <summary>
/// A programme's revisions and when they come into force, its announcements, and the prices set by operators. Instances
/// read this small document again and again.
/// </summary>
internal sealed record RevisionTimetableDocument(
    string Id,
    string Type,
    string ProgrammeId,
    IReadOnlyList<ListedRevisionDocument> Revisions,
    IReadOnlyList<SetPriceDocument>? Prices
)
{
    public const string TypeName = "pointer";

    /// <summary>Each programme has one timetable.</summary>
    public const string SingletonId = TypeName;

    public IReadOnlyList<AnnouncementDocument>? Announcements { get; init; }

    /// <summary>The newest revision that was applied to all wallets.</summary>
    public int? Applied { get; init; }

    public static RevisionTimetableDocument From(RevisionTimetable it, IReadOnlyList<SetPriceDocument>? prices) =>
        new(SingletonId, TypeName, it.ProgrammeId, [.. it.Revisions.Select(ListedRevisionDocument.From)], prices)
        {
            Announcements = it.Announcements.IsEmpty ? null : [.. it.Announcements.Select(AnnouncementDocument.From)],
            Applied = it.AppliedRevision == 0 ? null : it.AppliedRevision,
        };

    public RevisionTimetable ToTimetable() =>
        new(ProgrammeId)
        {
            Revisions = [.. Revisions.Select(it => it.ToProgress()).OrderBy(it => it.Number)],
            Announcements = [.. (Announcements ?? []).Select(it => it.ToAnnouncement())],
            AppliedRevision = Applied ?? 0,
        };
}

/// <summary>A reward's usual price as set by an operator. It applies if the revision's bounds allow it.</summary>
internal sealed record SetPriceDocument(string RewardId, long Points);

/// <summary>A revision in the timetable.</summary>
/// <param name="AnnouncedFor">Null for a draft.</param>
/// <param name="EffectiveFrom">Null while it is not certain when the revision comes into force.</param>
internal sealed record ListedRevisionDocument(
    int Number,
    DateOnly? AnnouncedFor,
    DateTimeOffset? EffectiveFrom,
    DateOnly? PostponedTo,
    DateTimeOffset? WithdrawnAt
)
{
    public static ListedRevisionDocument From(RevisionProgress it) =>
        new(it.Number, it.AnnouncedFor, it.EffectiveFrom, it.PostponedTo, it.WithdrawnAt?.ToUniversalTime());

    public RevisionProgress ToProgress() =>
        new(Number)
        {
            AnnouncedFor = AnnouncedFor,
            EffectiveFrom = EffectiveFrom,
            PostponedTo = PostponedTo,
            WithdrawnAt = WithdrawnAt,
        };
}

/// <summary>The field of a timetable that names the programme.</summary>
internal sealed record ProgrammeReference(string ProgrammeId);
