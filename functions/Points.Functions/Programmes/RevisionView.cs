using System.Text.Json;
using Points.Domain.Programmes.Changes;
using Points.Domain.Programmes.Revising;

namespace Points.Functions.Programmes;

/// <summary>A revision that was submitted or announced.</summary>
/// <param name="EffectiveFrom">From when it counts, where that is certain.</param>
internal sealed record DraftView(
    int Revision, string Status, DateOnly? EffectiveOn, DateTimeOffset? EffectiveFrom, IReadOnlyList<ChangeView> Changes, bool NeedsNotice)
{
    public static DraftView Of(Announcement.Accepted it) => new(
        it.Revision.Number, RevisionView.NameOf(it.Status), it.Revision.AnnouncedFor, it.Revision.EffectiveFrom, ChangeView.Of(it.Changes), it.NeedsNotice);
}

internal sealed record ChangeView(string Path, JsonElement? From, JsonElement? To, string Effect)
{
    public static IReadOnlyList<ChangeView> Of(IReadOnlyList<Change> changes) =>
        [.. changes.Select(it => new ChangeView(it.Path, it.From, it.To, it.Effect.ToString().ToLowerInvariant()))];
}

/// <summary>A revision with its document, as it was submitted.</summary>
internal sealed record RevisionView(
    int Revision, string Status, DateOnly? EffectiveOn, DateTimeOffset? EffectiveFrom, JsonElement Document, IReadOnlyList<ChangeView> Changes, bool NeedsNotice, NoticeView Notice)
{
    public static RevisionView Of(Announcement.Accepted it) => new(
        it.Revision.Number, NameOf(it.Status), it.Revision.AnnouncedFor, it.Revision.EffectiveFrom, it.Revision.Document, ChangeView.Of(it.Changes), it.NeedsNotice, new(0, 0));

    public static string NameOf(RevisionStatus status) => status switch
    {
        RevisionStatus.Draft => "draft",
        RevisionStatus.Announced => "announced",
        RevisionStatus.Active => "active",
        RevisionStatus.Superseded => "superseded",
    };
}

/// <summary>How many members are to be told of a change, and are: nobody is told yet.</summary>
internal sealed record NoticeView(long Affected, long Notified);
