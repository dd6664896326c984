using System.Text.Json;
using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>A revision with its document, as it was submitted.</summary>
/// <param name="Addresses">Whom notices can reach; absent if the revision is or was in force or was withdrawn.</param>
internal sealed record RevisionView(
    int Revision,
    [OneOf(typeof(RevisionStatus))] string Status,
    DateOnly? EffectiveOn,
    DateTimeOffset? EffectiveFrom,
    [AnyOf(Schema = "programme")] JsonElement Document,
    IReadOnlyList<ChangeView> Changes,
    bool NeedsNotice,
    NoticeView Notice,
    AddressesView? Addresses
)
{
    public static RevisionView From(RevisionOutcome.Accepted it, NoticeCounts notice, AddressCounts? addresses) =>
        new(
            it.Revision.Number,
            NameOf(it.Status),
            it.Revision.Progress.EffectiveOn,
            it.Revision.Progress.EffectiveFrom,
            it.Revision.Document,
            ChangeView.FromChanges(it.Changes),
            it.NeedsNotice,
            new(notice.Affected, notice.Notified, notice.LastNotifiedAt, notice.EarliestOn),
            addresses is null ? null : AddressesView.From(addresses)
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
