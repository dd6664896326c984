using Points.Cosmos.Notifying;
using Points.Cosmos.Programmes;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Revising;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>Telling every member once, whatever happens on the way.</summary>
[Collection(nameof(RevisionTests))]
public sealed class ChangeNoticeTests : AnnouncementFixture
{
    [Fact]
    public async Task A_run_that_was_stopped_is_gone_on_with_and_nobody_is_told_twice_or_missed()
    {
        await AnnounceShorterValidity();
        Cosmos.FaultsOrSkip().InjectNext(7, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        using (var stop = new CancellationTokenSource())
        {
            var asked = 0;
            var stopped = await ChangeNoticeRun.Run(() => ++asked > 20 ? Stopped(stop) : Now, stop.Token, Cancellation);
            Assert.InRange(stopped.Told, 1, MembersCount - 1);
        }
        var between = await ChangeNotifications.Count("shop", await FindAnnouncement(), Cancellation);
        Assert.InRange(between.NoticesToCreate, 1, MembersCount - 1);
        Assert.Equal(MembersCount, between.NoticesToCreate + between.NoticesCreated);

        await RunChangeNotices();

        Assert.Equal(
            new ChangeNotificationCounts(0, MembersCount, 0),
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

        DateTimeOffset Stopped(CancellationTokenSource stop)
        {
            stop.Cancel();
            return Now;
        }
    }

    [Fact]
    public async Task Who_enrols_meanwhile_has_accepted_and_gets_no_notice()
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
    public async Task Who_was_enrolled_by_an_instance_that_did_not_know_is_told_before_it_counts()
    {
        var stale = new CosmosProgrammes(Cosmos.Client, new FrozenTimestamps());
        await stale.Find("shop", Cancellation);
        await AnnounceShorterValidity();
        var late = await Enrol("late", stale);
        Assert.Equal(0, (await Store.Find(late, Cancellation))!.NotifiedAnnouncement);

        Now = Now.AddMinutes(1);
        await RunChangeNotices();

        Assert.Equal(1, (await Store.Find(late, Cancellation))!.NotifiedAnnouncement);
    }

    [Fact]
    public async Task A_wallet_that_changes_while_its_member_is_told_loses_neither()
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
    public async Task It_counts_from_the_first_midnight_thirty_days_after_the_last_notice_at_the_same_instant_everywhere()
    {
        await AnnounceShorterValidity();
        await RunChangeNotices();
        Assert.Null((await Programmes.FindRevision("shop", 2, Cancellation))!.Progress.EffectiveFrom);
        // Without channels the notice in the app is all: the last was given at noon. A minute on nobody can have enrolled unseen.
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
    public async Task A_notice_that_is_not_delivered_keeps_it_from_counting()
    {
        await AnnounceShorterValidity();
        var waiting = NoticeOf(Members[0], await FindAnnouncement(), [NoticeChannel.Sms]);
        Assert.True(await ChangeNotifications.RecordNotice(waiting, 2, Cancellation));
        Assert.False(await ChangeNotifications.RecordNotice(waiting, 2, Cancellation));
        Now = Now.AddMinutes(2);
        await RunChangeNotices();
        Assert.Null((await Programmes.FindRevision("shop", 2, Cancellation))!.Progress.EffectiveFrom);

        var notices = new CosmosNotices(Cosmos.Client);
        var (notice, version) = (await notices.Find(waiting.Key, Cancellation))!.Value;
        var notifiedAt = Sample.Noon.AddDays(15);
        Assert.True(await notices.TryReplace(notice with { NotifiedAt = notifiedAt }, version, Cancellation));
        Now = notifiedAt.AddMinutes(5);
        await RunChangeNotices();

        // Announced for 1 January; thirty days from 7 December at noon are over on 6 January at noon.
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
    public async Task Withdrawn_half_way_only_who_was_told_hears_of_it()
    {
        await AnnounceShorterValidity();
        var change = await FindAnnouncement();
        foreach (var id in Members.Take(10))
            await ChangeNotifications.RecordNotice(NoticeOf(id, change, []), 2, Cancellation);
        await Revisions.Withdraw("shop", 2, Now, Cancellation);

        Now = Now.AddMinutes(2);
        Assert.Equal((10, 1), await RunChangeNotices());

        var told = await Task.WhenAll(
            Members.Select(async id => (await Store.Find(id, Cancellation))!.NotifiedAnnouncement)
        );
        Assert.Equal([.. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(0, MembersCount - 10)], told);
        Assert.Empty((await Programmes.FindTimetable("shop", Cancellation))!.OpenAnnouncements);
    }

    /// <summary>In whose time nothing grows old.</summary>
    private sealed class FrozenTimestamps : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
