using Emulators.CosmosDb;
using Points.Cosmos.Notifying;
using Points.Cosmos.Programmes;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Revising;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>Every member is notified of a change exactly once, whatever fails in between.</summary>
[Collection(nameof(RevisionTests))]
public sealed class ChangeNoticeTests : AnnouncementFixture
{
    [Fact]
    public async Task Given_a_stopped_run_When_run_again_Then_every_member_is_notified_exactly_once()
    {
        await AnnounceShorterValidity();
        Cosmos.FaultsOrSkip().InjectNext(7, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        using (var stop = new CancellationTokenSource())
        {
            var clockReads = 0;
            var (notified, _) = await ChangeNoticeRun.Run(
                () => ++clockReads > 20 ? StopAndGetNow(stop) : Now,
                stop.Token,
                Cancellation
            );
            Assert.InRange(notified, 1, MembersCount - 1);
        }
        var between = await ChangeNotifications.Count("shop", await FindAnnouncement(), Cancellation);
        Assert.InRange(between.NoticesToCreate, 1, MembersCount - 1);
        Assert.Equal(MembersCount, between.NoticesToCreate + between.NoticesCreated);

        await RunChangeNotices();

        Assert.Equal(
            new StoredNoticeCounts(0, MembersCount, 0),
            await ChangeNotifications.Count("shop", await FindAnnouncement(), Cancellation)
        );
        foreach (var id in Members)
        {
            var wallet = (await Store.Find(id, Cancellation))!;
            Assert.Equal(
                (1, 1, 2),
                (
                    wallet.NotifiedAnnouncement,
                    wallet.ChangeNotifications.Single().Announcement,
                    wallet.ChangeNotifications.Single().Revision
                )
            );
        }
        Assert.Equal((0, 0), await RunChangeNotices());

        DateTimeOffset StopAndGetNow(CancellationTokenSource stop)
        {
            stop.Cancel();
            return Now;
        }
    }

    [Fact]
    public async Task A_member_who_enrols_after_the_announcement_has_accepted_it_and_gets_no_notice()
    {
        await AnnounceShorterValidity();
        var late = await Enrol("late");
        await RunChangeNotices();

        var wallet = (await Store.Find(late, Cancellation))!;
        Assert.Equal(
            (1, new ChangeNotification(1, 2, Now)),
            (wallet.NotifiedAnnouncement, wallet.ChangeNotifications.Single())
        );
        Assert.Equal(
            MembersCount,
            (await ChangeNotifications.Count("shop", await FindAnnouncement(), Cancellation)).NoticesCreated
        );
    }

    [Fact]
    public async Task A_member_enrolled_by_an_instance_with_old_terms_is_notified_before_the_change_takes_effect()
    {
        var stale = new CosmosProgrammes(Cosmos.Client, new ManualClock());
        await stale.Find("shop", Cancellation);
        await AnnounceShorterValidity();
        var late = await Enrol("late", stale);
        Assert.Equal(0, (await Store.Find(late, Cancellation))!.NotifiedAnnouncement);

        Now = Now.AddMinutes(1);
        await RunChangeNotices();

        Assert.Equal(1, (await Store.Find(late, Cancellation))!.NotifiedAnnouncement);
    }

    [Fact]
    public async Task Given_accruals_while_members_are_notified_Then_neither_is_lost()
    {
        await AnnounceShorterValidity();

        var earning = Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                    foreach (var id in Members.Take(5))
                        (await Store.Earn(id, 10, $"{id.MemberId}-{i}")).ExpectBooked();
            },
            Cancellation
        );
        await RunChangeNotices();
        await earning;

        foreach (var id in Members.Take(5))
        {
            Assert.Equal(100, await Store.VerifiedBalance(id));
            Assert.Equal(
                (1, 1),
                await Store.Find(id, Cancellation) is { } it
                    ? (it.NotifiedAnnouncement, it.ChangeNotifications.Length)
                    : default
            );
        }
    }

    [Fact]
    public async Task A_change_takes_effect_at_the_first_midnight_thirty_days_after_the_last_notice_on_every_instance()
    {
        await AnnounceShorterValidity();
        await RunChangeNotices();
        Assert.Null((await Programmes.FindRevision("shop", 2, Cancellation))!.Progress.EffectiveFrom);
        // The terms have no channels, so the notices in the inbox suffice: the last one at noon. After a minute all
        // instances know the announcement, so no member can enrol without accepting it.
        Now = Now.AddMinutes(1);
        Assert.Equal((0, 1), await RunChangeNotices());

        var listed = (await Programmes.FindRevision("shop", 2, Cancellation))!.Progress;
        Assert.Equal(
            (new DateOnly(2027, 1, 1), Sample.Terms.BusinessDateOf(listed.EffectiveFrom!.Value)),
            (listed.EffectiveOn!.Value, listed.EffectiveOn!.Value)
        );
        var (one, other) = (
            await Programmes.Find("shop", Cancellation),
            await new CosmosProgrammes(Cosmos.Client, TimeProvider.System).Find("shop", Cancellation)
        );
        Assert.Equal(
            [1, 1],
            new[] { one, other }.Select(it => it!.TermsAt(listed.EffectiveFrom.Value.AddTicks(-1))!.Number)
        );
        Assert.Equal([2, 2], new[] { one, other }.Select(it => it!.TermsAt(listed.EffectiveFrom.Value)!.Number));
    }

    [Fact]
    public async Task An_undelivered_notice_keeps_a_change_from_taking_effect()
    {
        await AnnounceShorterValidity();
        var undelivered = NoticeOf(Members[0], await FindAnnouncement(), [NoticeChannel.Sms]);
        Assert.True(await ChangeNotifications.RecordNotice(undelivered, 2, Cancellation));
        Assert.False(await ChangeNotifications.RecordNotice(undelivered, 2, Cancellation));
        Now = Now.AddMinutes(2);
        await RunChangeNotices();
        Assert.Null((await Programmes.FindRevision("shop", 2, Cancellation))!.Progress.EffectiveFrom);

        var notices = new CosmosNotices(Cosmos.Client);
        var (notice, version) = (await notices.Find(undelivered.Key, Cancellation))!.Value;
        var notifiedAt = Sample.Noon.AddDays(15);
        Assert.True(await notices.TryReplace(notice with { NotifiedAt = notifiedAt }, version, Cancellation));
        Now = notifiedAt.AddMinutes(5);
        await RunChangeNotices();

        // Announced for 1 January, but thirty days from 7 December at noon end on 6 January at noon.
        var listed = (await Programmes.FindRevision("shop", 2, Cancellation))!.Progress;
        Assert.Equal(
            (new DateOnly(2027, 1, 7), RevisionStatus.Postponed),
            (listed.EffectiveOn!.Value, listed.StatusAt(Sample.Terms, 1, Now))
        );
        Assert.Equal(notifiedAt, (await FindAnnouncement()).LastNotifiedAt);
        await RunChangeNotices();
        Assert.All(Members, id => Assert.Equal(2, Store.Find(id, Cancellation).Result!.NotifiedAnnouncement));
    }

    [Fact]
    public async Task Given_a_change_withdrawn_midway_Then_only_notified_members_are_notified_of_that()
    {
        await AnnounceShorterValidity();
        var change = await FindAnnouncement();
        foreach (var id in Members.Take(10))
            await ChangeNotifications.RecordNotice(NoticeOf(id, change, []), 2, Cancellation);
        await new WithdrawRevisionHandler(Revisions).Handle(new("shop", 2), Sample.Operator, Now, Cancellation);

        Now = Now.AddMinutes(2);
        Assert.Equal((10, 1), await RunChangeNotices());

        var lastNotified = await Task.WhenAll(
            Members.Select(async id => (await Store.Find(id, Cancellation))!.NotifiedAnnouncement)
        );
        Assert.Equal([.. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(0, MembersCount - 10)], lastNotified);
        Assert.Empty((await Programmes.FindTimetable("shop", Cancellation))!.OpenAnnouncements);
    }
}
