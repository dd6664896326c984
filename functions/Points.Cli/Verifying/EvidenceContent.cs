using Points.Domain.Programmes;
using Points.Functions.Receipts;

namespace Points.Cli.Verifying;

/// <summary>
/// Who was notified of a revision. The counts must be those of the notices, and the revision must have waited as long as
/// the law asks.
/// </summary>
internal sealed class EvidenceContent : ISignedContent
{
    private readonly Dictionary<int, Counts> _counts = [];
    private readonly HashSet<(int Announcement, string LedgerKey)> _members = [];
    private (string ProgrammeId, int Revision)? _subject;
    private EvidenceSummary? _summary;
    private int _pages;

    public string Type => DocumentTypes.Evidence;

    public void Add(ReadOnlyMemory<byte> payload, LineInFile line)
    {
        var page = SignedFile.ReadPayload(payload, ReceiptsJson.Default.EvidencePage, line.What);
        line.Expect(page.Page, page.Previous, isAfterLast: _summary is not null);
        _subject ??= (page.ProgrammeId, page.Revision);
        if (_subject != (page.ProgrammeId, page.Revision))
            throw new SignedFileFault($"{line.What} is of another revision.");
        foreach (var notice in page.Notices)
        {
            if (notice.Text < 0 || notice.Text >= page.Texts.Count)
                throw new SignedFileFault($"{line.What} has a notice without a text.");
            if (notice.LedgerKey is { } key && !_members.Add((notice.Announcement, key)))
                throw new SignedFileFault($"{line.What} counts the member of ledger {key} a second time.");
            _counts[notice.Announcement] = _counts.GetValueOrDefault(notice.Announcement).Add(notice.NotifiedAt);
        }
        (_summary, _pages) = (page.IsLast ? page.Summary : null, line.Number);
    }

    public string Conclude(string path)
    {
        if (_summary is not { } summary)
            throw new SignedFileFault(
                FormattableString.Invariant(
                    $"{path} ends after page {_pages}, which is not the last: pages are missing."
                )
            );
        foreach (var said in summary.Announcements)
        {
            var counted = _counts.GetValueOrDefault(said.Announcement);
            if ((counted.Notices, counted.Notified) != (said.Notices, said.Notified))
                throw new SignedFileFault(
                    FormattableString.Invariant(
                        $"The pages have {counted.Notices} notices of announcement {said.Announcement}, {counted.Notified} of them delivered, but the last page counts {said.Notices} and {said.Notified}."
                    )
                );
        }
        var change = summary.Announcements.First(it => it.Kind == "change");
        var last = _counts.GetValueOrDefault(change.Announcement).LastNotifiedAt;
        CheckNotice(summary, last);
        return Describe(summary, change, last);
    }

    /// <summary>From the last notice until the revision takes effect must be at least the notice period (law L2).</summary>
    private static void CheckNotice(EvidenceSummary summary, DateTimeOffset? last)
    {
        if (summary.EffectiveFrom is { } from && last is { } notified && from - notified < NoticePeriod.Length)
            throw new SignedFileFault(
                FormattableString.Invariant(
                    $"The revision took effect at {from:O}, less than {NoticePeriod.Length.TotalDays} days after the last member was notified, at {notified:O}."
                )
            );
    }

    private string Describe(EvidenceSummary summary, AnnouncementEvidence change, DateTimeOffset? last)
    {
        var (programmeId, revision) = _subject!.Value;
        var who = FormattableString.Invariant($"{change.Notified} of {change.Notices + change.StillToNotify} members");
        var when = last is { } at ? FormattableString.Invariant($", the last at {at:O}") : "";
        var erased =
            change.Erased > 0 ? FormattableString.Invariant($", and {change.Erased} more who were erased since,") : "";
        var effect =
            summary.WithdrawnAt is { } withdrawn ? FormattableString.Invariant($"; it was withdrawn at {withdrawn:O}")
            : summary.EffectiveFrom is { } from ? FormattableString.Invariant($"; it takes effect at {from:O}")
            : "";
        var told = FormattableString.Invariant(
            $"{who}{erased} were notified of revision {revision} of {programmeId}{when}{effect}."
        );
        return summary.IsComplete
            ? $"The evidence is complete: {told}"
            : throw new SignedFileFault($"The evidence is not complete yet: {told}");
    }

    private readonly record struct Counts(long Notices, long Notified, DateTimeOffset? LastNotifiedAt)
    {
        public Counts Add(DateTimeOffset? notifiedAt) =>
            new(
                Notices + 1,
                Notified + (notifiedAt is null ? 0 : 1),
                notifiedAt > (LastNotifiedAt ?? DateTimeOffset.MinValue) ? notifiedAt : LastNotifiedAt
            );
    }
}
