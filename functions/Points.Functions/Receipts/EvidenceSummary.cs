using Points.Domain.Programmes.Revisions;
using Points.Functions.OpenApi;

namespace Points.Functions.Receipts;

/// <summary>What all pages of a revision's evidence come to.</summary>
/// <param name="IsComplete">
/// Whether every member is notified of every announcement, as far as the law asks, and each is in the pages.
/// </param>
/// <param name="EffectiveFrom">The instant from which the revision is in force; missing until that is certain.</param>
/// <param name="WithdrawnAt">When the revision was withdrawn; missing if it was not.</param>
internal sealed record EvidenceSummary(
    bool IsComplete,
    DateTimeOffset? EffectiveFrom,
    DateTimeOffset? WithdrawnAt,
    IReadOnlyList<AnnouncementEvidence> Announcements
);

/// <summary>An announcement about the revision, and how many members it reached.</summary>
/// <param name="Notices">The notices of it in the pages.</param>
/// <param name="Notified">Those whose delivery is complete.</param>
/// <param name="StillToNotify">The members who have no notice yet.</param>
/// <param name="Erased">The members who had a notice when it was completed and were erased since.</param>
/// <param name="CompletedAt">When all had been notified, or no more needed to be; missing until then.</param>
/// <param name="LastNotifiedAt">When the last member was notified; missing until that is known.</param>
internal sealed record AnnouncementEvidence(
    int Announcement,
    [OneOf(typeof(AnnouncementKind))] string Kind,
    DateOnly? EffectiveOn,
    DateTimeOffset At,
    long Notices,
    long Notified,
    long StillToNotify,
    long Erased,
    DateTimeOffset? CompletedAt,
    DateTimeOffset? LastNotifiedAt
);
