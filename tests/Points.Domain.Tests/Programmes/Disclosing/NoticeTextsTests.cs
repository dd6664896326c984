using System.Collections.Immutable;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Rules;

namespace Points.Domain.Tests.Programmes.Disclosing;

public sealed class NoticeTextsTests
{
    private static readonly ProgrammeTerms Terms = Sample.Terms;
    private static readonly DateOnly Today = new(2026, 11, 22);

    public static TheoryData<NoticeKind> Kinds => [.. Enum.GetValues<NoticeKind>()];

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Every_kind_of_notice_is_written_in_both_languages_without_placeholders(NoticeKind kind)
    {
        foreach (var (title, text) in SampleNotices(kind))
        {
            foreach (var written in new[] { title.Zh, title.En, text.Zh, text.En })
            {
                Assert.DoesNotContain('{', written);
                Assert.NotEqual("", written);
            }
            Assert.Contains(Terms.Name.Zh, title.Zh, StringComparison.Ordinal);
            Assert.DoesNotMatch("[\u4e00-\u9fff]", title.En + text.En);
        }
    }

    [Fact]
    public void A_reminder_lists_every_lot_with_its_last_day_and_the_days_left()
    {
        var (title, text) = NoticeTexts.Reminder(
            Terms,
            [(new(1_200), Today.AddDays(30), null), (new(50), Today.AddDays(1), null), (new(7), Today, null)],
            Today
        );

        Assert.Equal("Shop Club: 1,257 points will expire soon", title.En);
        Assert.Equal(
            [
                "1,200 points, last day 22 December 2026, 30 days left",
                "50 points, last day 23 November 2026, 1 day left",
                "7 points, last day 22 November 2026, today is the last day",
            ],
            text.En.Split('\n')[1..]
        );
        Assert.Equal("1,200积分，最后可用日2026年12月22日，还有30天", text.Zh.Split('\n')[1]);
    }

    [Fact]
    public void A_reminder_of_points_on_hold_says_what_happens_to_them()
    {
        var (_, text) = NoticeTexts.Reminder(Terms, [(new(500), Today.AddDays(7), Sample.Noon.AddDays(20))], Today);

        Assert.Equal(
            "500 points on hold for a reward until 12 December 2026, last day 29 November 2026, 7 days left. They do"
                + " not expire while they are held. If the hold ends after that day without the reward, and the merchant"
                + " is not at fault, they expire at once",
            text.En.Split('\n')[1]
        );
    }

    [Fact]
    public void A_reminder_of_one_point_is_singular_in_English()
    {
        var (title, text) = NoticeTexts.Reminder(Terms, [(new(1), Today, null)], Today);

        Assert.Equal("Shop Club: 1 point will expire soon", title.En);
        Assert.Equal("1 point, last day 22 November 2026, today is the last day", text.En.Split('\n')[^1]);
        Assert.Equal("小店会员：您有1积分即将到期", title.Zh);
    }

    [Fact]
    public void A_change_notice_lists_old_and_new_sentences_and_links_the_full_terms()
    {
        var (_, text) = NoticeTexts.Change(
            Terms,
            3,
            Today.AddDays(31),
            [(new("旧", "old"), new("新", "new")), (new("去", "removed"), null), (null, new("来", "added"))],
            appliesToEarned: false
        );

        Assert.Equal(
            """
            The terms of Shop Club change on 23 December 2026. Points you have already earned are not affected.
            Before: old
            After: new
            Removed: removed
            New: added
            Full terms: /api/programmes/shop/terms?revision=3
            """,
            text.En
        );
    }

    [Fact]
    public void Given_many_changes_Then_the_notice_lists_the_first_and_counts_the_others()
    {
        var (_, text) = NoticeTexts.Change(
            Terms,
            3,
            Today,
            [
                .. Enumerable
                    .Range(1, 20)
                    .Select(number => (default(BilingualName), (BilingualName?)new($"{number}号", $"number {number}"))),
            ],
            appliesToEarned: true
        );

        Assert.Contains("number 12\nand 8 more", text.En, StringComparison.Ordinal);
        Assert.Contains("另有8项变更", text.Zh, StringComparison.Ordinal);
        Assert.DoesNotContain("number 13", text.En, StringComparison.Ordinal);
    }

    [Fact]
    public void A_greeting_without_points_does_not_mention_points()
    {
        Assert.Contains(
            "200",
            NoticeTexts.Gift(Terms, new("生日", "Birthday"), new(200)).Text.En,
            StringComparison.Ordinal
        );
        Assert.DoesNotContain(
            "point",
            NoticeTexts.Gift(Terms, new("生日", "Birthday"), Points.Zero).Text.En,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_template_refuses_values_without_a_placeholder_and_placeholders_without_a_value()
    {
        var template = new NoticeTemplate(new("您有{points}分", "You have {points}"));

        Assert.Equal(new("您有7分", "You have 7"), template.Fill(("points", new("7", "7"))));
        Assert.Throws<InvalidDataException>(() =>
            template.Fill(("points", new("7", "7")), ("name", new("明", "Ming")))
        );
        Assert.Throws<InvalidDataException>(() => template.Fill());
    }

    [Theory]
    [InlineData("{points", "{points}")]
    [InlineData("{points}", "{point}")]
    [InlineData("{points}", "none")]
    public void A_template_with_unclosed_or_different_placeholders_is_refused(string zh, string en) =>
        Assert.Throws<InvalidDataException>(() => new NoticeTemplate(new(zh, en)));

    [Fact]
    public void All_embedded_templates_can_be_read() =>
        Assert.All(NoticeTemplates.Names, name => Assert.NotNull(NoticeTemplates.Get(name)));

    private static Grant Gift =>
        new("gift", new("新春券", "Festival coupon"), null, "mug", Condition.Always, new(1, LimitPeriod.Ever), "shop");

    private static ImmutableArray<(BilingualName Title, BilingualName Text)> SampleNotices(NoticeKind kind) =>
        kind switch
        {
            NoticeKind.Reminder =>
            [
                NoticeTexts.Reminder(Terms, [(new(5), Today.AddDays(7), Sample.Noon.AddDays(9))], Today),
            ],
            NoticeKind.Change =>
            [
                NoticeTexts.Change(Terms, 2, Today, [(new("旧", "old"), null)], true),
                NoticeTexts.Change(Terms, 2, Today, [], false),
            ],
            NoticeKind.Postponed => [NoticeTexts.Postponed(Terms, 2, Today, Today.AddDays(9))],
            NoticeKind.Withdrawn => [NoticeTexts.Withdrawn(Terms, 2)],
            NoticeKind.TierReview => [NoticeTexts.TierReview(Terms, new("金卡", "gold"), new("银卡", "silver"), Today)],
            NoticeKind.Gift =>
            [
                NoticeTexts.Gift(Terms, new("生日", "Birthday"), new(200)),
                NoticeTexts.Gift(Terms, new("生日", "Birthday"), Points.Zero),
                NoticeTexts.GrantedPoints(Terms, Gift, new(20)),
                NoticeTexts.GrantedReward(Terms, Gift, new(2_000), Today),
                NoticeTexts.GrantedReward(Terms, Gift, new(2_000), lastDay: null),
            ],
            NoticeKind.ComplaintAnswered => [NoticeTexts.ComplaintAnswered(Terms, Today)],
        };
}
