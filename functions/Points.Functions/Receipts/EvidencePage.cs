using Points.Domain;
using Points.Functions.Notifying;

namespace Points.Functions.Receipts;

/// <summary>A page of those who were notified of a revision that disadvantages members (law L2).</summary>
/// <param name="Page">The number of the page, from 1.</param>
/// <param name="Previous">The SHA-256 of the page before, in base64url; missing on the first.</param>
/// <param name="Texts">What the notices of this page say. A notice names its text by its place in this list.</param>
/// <param name="Summary">What the pages come to; only on the last page.</param>
internal sealed record EvidencePage(
    int Page,
    string? Previous,
    bool IsLast,
    string ProgrammeId,
    int Revision,
    IReadOnlyList<NoticeText> Texts,
    IReadOnlyList<NoticeEvidence> Notices,
    EvidenceSummary? Summary
);

/// <summary>What a notice says, in both languages.</summary>
internal sealed record NoticeText(BilingualName Title, BilingualName Text);

/// <summary>One member's notice, and what became of it.</summary>
/// <param name="Announcement">The number of the announcement.</param>
/// <param name="LedgerKey">
/// The key of the member's ledgers, which names nobody once they are erased; missing if they are being erased.
/// </param>
/// <param name="Text">The place of its text in the page's list, from 0.</param>
/// <param name="At">When it was in the app's inbox.</param>
/// <param name="NotifiedAt">When its delivery was complete; missing while a channel is still to be tried.</param>
/// <param name="Deliveries">The attempts on each channel.</param>
/// <param name="Receipts">What gateways reported later.</param>
internal sealed record NoticeEvidence(
    int Announcement,
    string? LedgerKey,
    int Text,
    DateTimeOffset At,
    DateTimeOffset? NotifiedAt,
    IReadOnlyList<DeliveryView> Deliveries,
    IReadOnlyList<ReceiptView> Receipts
);
