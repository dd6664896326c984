using System.Text.Json;
using Points.Domain;
using Points.Domain.Programmes.Revisions;

namespace Points.Cosmos.Documents;

/// <summary>A revision as it was submitted. Written once, never changed: what becomes of it is in the pointer.</summary>
internal sealed record RevisionDocument(string Id, string Type, string ProgrammeId, int Number, JsonElement Document)
{
    public const string TypeName = "revision";

    public static string IdOf(int number) => $"{TypeName}:{number}";
}

/// <summary>
/// Which revisions there are, from when they count, what members are told of them, and what prices are set to: the one
/// small document an instance looks at again and again.
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

    /// <summary>One pointer a programme.</summary>
    public const string SingletonId = TypeName;

    public IReadOnlyList<AnnouncementDocument>? Announcements { get; init; }

    /// <summary>The newest revision that wallets have been brought under.</summary>
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
            Revisions = [.. Revisions.Select(it => it.ToListedRevision()).OrderBy(it => it.Number)],
            Announcements = [.. (Announcements ?? []).Select(it => it.ToAnnouncement())],
            AppliedRevision = Applied ?? 0,
        };
}

/// <summary>What the operator has set a reward's usual price to. It counts where the revision's bounds allow it.</summary>
internal sealed record SetPriceDocument(string RewardId, long Points);

/// <param name="AnnouncedFor">Null for a draft.</param>
/// <param name="EffectiveFrom">Null for what does not count yet, or not certainly.</param>
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

    public RevisionProgress ToListedRevision() =>
        new(Number)
        {
            AnnouncedFor = AnnouncedFor,
            EffectiveFrom = EffectiveFrom,
            PostponedTo = PostponedTo,
            WithdrawnAt = WithdrawnAt,
        };
}

/// <param name="About">The announcement that it is about; null for one of a change.</param>
/// <param name="Title">With the text, as long as somebody is to be told.</param>
internal sealed record AnnouncementDocument(
    int Number,
    AnnouncementKind Kind,
    int Revision,
    DateOnly? On,
    DateTimeOffset At,
    int? About,
    BilingualName? Title,
    BilingualName? Text,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? LastNotifiedAt
)
{
    public static AnnouncementDocument From(Announcement it) =>
        new(
            it.Number,
            it.Kind,
            it.Revision,
            it.EffectiveOn,
            it.At.ToUniversalTime(),
            it.ChangeNumber == 0 ? null : it.ChangeNumber,
            it.Title,
            it.Text,
            it.CompletedAt?.ToUniversalTime(),
            it.LastNotifiedAt?.ToUniversalTime()
        );

    public Announcement ToAnnouncement() =>
        new(Number, Kind, Revision, On, At)
        {
            ChangeNumber = About ?? 0,
            Title = Title,
            Text = Text,
            CompletedAt = CompletedAt,
            LastNotifiedAt = LastNotifiedAt,
        };
}

/// <summary>What is needed of a pointer to find the programme.</summary>
internal sealed record ProgrammeReference(string ProgrammeId);
