using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Revising;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>A revision that was submitted or announced.</summary>
/// <param name="EffectiveOn">The day it was announced for, or was put off to.</param>
/// <param name="EffectiveFrom">From when it counts, where that is certain.</param>
internal sealed record DraftView(
    int Revision,
    [OneOf(typeof(RevisionStatus))] string Status,
    DateOnly? EffectiveOn,
    DateTimeOffset? EffectiveFrom,
    IReadOnlyList<ChangeView> Changes,
    bool NeedsNotice
)
{
    public static DraftView From(RevisionOutcome.Accepted it) =>
        new(
            it.Revision.Number,
            RevisionView.NameOf(it.Status),
            it.Revision.Progress.EffectiveOn,
            it.Revision.Progress.EffectiveFrom,
            ChangeView.FromChanges(it.Changes),
            it.NeedsNotice
        );
}

internal sealed record ChangeView(
    string Path,
    JsonElement? From,
    JsonElement? To,
    [OneOf(typeof(Effect))] string Effect
)
{
    public static IReadOnlyList<ChangeView> FromChanges(IReadOnlyList<DocumentChange> changes) =>
        [.. changes.Select(it => new ChangeView(it.Path, it.From, it.To, it.Effect.ToString().ToLowerInvariant()))];
}

/// <summary>A revision with its document, as it was submitted.</summary>
internal sealed record RevisionView(
    int Revision,
    [OneOf(typeof(RevisionStatus))] string Status,
    DateOnly? EffectiveOn,
    DateTimeOffset? EffectiveFrom,
    [AnyOf(Schema = "programme")] JsonElement Document,
    IReadOnlyList<ChangeView> Changes,
    bool NeedsNotice,
    NoticeView Notice
)
{
    public static RevisionView From(RevisionOutcome.Accepted it, NoticeCounts notice) =>
        new(
            it.Revision.Number,
            NameOf(it.Status),
            it.Revision.Progress.EffectiveOn,
            it.Revision.Progress.EffectiveFrom,
            it.Revision.Document,
            ChangeView.FromChanges(it.Changes),
            it.NeedsNotice,
            new(notice.Affected, notice.Notified, notice.LastNotifiedAt, notice.EarliestOn)
        );

    public static string NameOf(RevisionStatus status) =>
        status switch
        {
            RevisionStatus.Draft => "draft",
            RevisionStatus.Announced => "announced",
            RevisionStatus.Postponed => "postponed",
            RevisionStatus.Withdrawn => "withdrawn",
            RevisionStatus.Active => "active",
            RevisionStatus.Superseded => "superseded",
        };
}

/// <summary>How many members are to be told of a change, and are notified.</summary>
/// <param name="LastNotifiedAt">When the last of them was; absent while some are not.</param>
/// <param name="EarliestEffectiveOn">From when it can count, as things stand; absent where it hurts nobody.</param>
internal sealed record NoticeView(
    long Affected,
    long Notified,
    DateTimeOffset? LastNotifiedAt,
    DateOnly? EarliestEffectiveOn
);
