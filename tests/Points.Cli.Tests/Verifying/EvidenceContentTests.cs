using Points.Cli.Verifying;
using Points.Domain;
using Points.Domain.Reading;
using Points.Functions.Receipts;

namespace Points.Cli.Tests.Verifying;

/// <summary>Evidence must count what it lists, and a revision must have waited as long as the law asks.</summary>
public sealed class EvidenceContentTests
{
    private static readonly DateTimeOffset Notified = new(2027, 3, 1, 12, 0, 0, TimeSpan.FromHours(8));

    private static readonly EvidencePage Page = new(
        1,
        Previous: null,
        IsLast: true,
        "hotel",
        Revision: 2,
        [new(new BilingualName("题", "Title"), new BilingualName("文", "Text"))],
        [Notice("key-1"), Notice("key-2")],
        new(
            IsComplete: true,
            EffectiveFrom: Notified.AddDays(31),
            WithdrawnAt: null,
            [new(1, "change", new(2027, 4, 1), Notified, 2, 2, 0, 0, Notified, Notified)]
        )
    );

    [Fact]
    public void Complete_evidence_says_who_was_notified_by_when() =>
        Assert.Equal(
            "The evidence is complete: 2 of 2 members were notified of revision 2 of hotel, the last at "
                + "2027-03-01T12:00:00.0000000+08:00; it takes effect at 2027-04-01T12:00:00.0000000+08:00.",
            Conclude(Page)
        );

    [Fact]
    public void Evidence_that_is_not_complete_does_not_hold() =>
        AssertFault(
            Page with
            {
                Summary = Page.Summary! with { IsComplete = false, EffectiveFrom = null },
            },
            "The evidence is not complete yet: 2 of 2 members"
        );

    [Fact]
    public void Members_who_were_erased_since_are_counted()
    {
        var change = Page.Summary!.Announcements[0] with { Erased = 3 };

        Assert.StartsWith(
            "The evidence is complete: 2 of 2 members, and 3 more who were erased since, were notified",
            Conclude(Page with { Summary = Page.Summary with { Announcements = [change] } }),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_notice_that_is_not_counted_is_found() =>
        AssertFault(Page with { Notices = [Notice("key-1")] }, "The pages have 1 notices of announcement 1");

    [Fact]
    public void A_member_who_counts_twice_is_found() =>
        AssertFault(Page with { Notices = [Notice("key-1"), Notice("key-1")] }, "a second time");

    [Fact]
    public void A_revision_that_came_too_early_is_found() =>
        AssertFault(
            Page with
            {
                Summary = Page.Summary! with { EffectiveFrom = Notified.AddDays(30).AddSeconds(-1) },
            },
            "less than 30 days after the last member was notified"
        );

    [Fact]
    public void A_notice_without_a_text_is_found() => AssertFault(Page with { Texts = [] }, "without a text");

    private static NoticeEvidence Notice(string ledgerKey) => new(1, ledgerKey, 0, Notified, Notified, [], []);

    private static string Conclude(EvidencePage page)
    {
        var content = new EvidenceContent();
        content.Add(ReadableJson.Serialize(page, ReceiptsJson.Default.EvidencePage), new("Line 1", 1, Previous: null));
        return content.Conclude("evidence.jws");
    }

    private static void AssertFault(EvidencePage page, string fault) =>
        Assert.Contains(fault, Assert.Throws<SignedFileFault>(() => Conclude(page)).Message, StringComparison.Ordinal);
}
