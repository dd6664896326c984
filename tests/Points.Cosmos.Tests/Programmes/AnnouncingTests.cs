using Points.Cosmos.Notifying;
using Points.Cosmos.Programmes;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revising;
using Points.Domain.Wallets;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>Telling every member once, whatever happens on the way.</summary>
[Collection(nameof(RevisionTests))]
public sealed class AnnouncingTests : AnnouncingShop
{
    [Fact]
    public async Task A_run_that_was_stopped_is_gone_on_with_and_nobody_is_told_twice_or_missed()
    {
        await Announce();
        Cosmos.Faults().Next(7, Fault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        using (var stop = new CancellationTokenSource())
        {
            var asked = 0;
            var stopped = await Announcing.Run(() => ++asked > 20 ? Stopped(stop) : Now, stop.Token, Cancellation);
            Assert.InRange(stopped.Told, 1, MembersCount - 1);
        }
        var between = await Tellings.Count("shop", await Change(), Cancellation);
        Assert.InRange(between.Untold, 1, MembersCount - 1);
        Assert.Equal(MembersCount, between.Untold + between.Told);

        await Run();

        Assert.Equal(new TellingCounts(0, MembersCount, 0), await Tellings.Count("shop", await Change(), Cancellation));
        foreach (var id in Members)
        {
            var wallet = (await Store.Find(id, Cancellation))!;
            Assert.Equal(
                (1, 1, 2),
                (wallet.Told, wallet.Tellings.Single().Announcement, wallet.Tellings.Single().Revision)
            );
        }
        Assert.Equal((0, 0), await Run());

        DateTimeOffset Stopped(CancellationTokenSource stop)
        {
            stop.Cancel();
            return Now;
        }
    }

    [Fact]
    public async Task Who_enrols_meanwhile_has_accepted_and_gets_no_notice()
    {
        await Announce();
        var late = await Enrol("late");
        await Run();

        var wallet = (await Store.Find(late, Cancellation))!;
        Assert.Equal((1, new Telling(1, 2, Now)), (wallet.Told, wallet.Tellings.Single()));
        Assert.Equal(MembersCount, (await Tellings.Count("shop", await Change(), Cancellation)).Told);
    }

    [Fact]
    public async Task Who_was_enrolled_by_an_instance_that_did_not_know_is_told_before_it_counts()
    {
        var stale = new CosmosProgrammes(Cosmos.Client, new Frozen());
        await stale.Find("shop", Cancellation);
        await Announce();
        var late = await Enrol("late", stale);
        Assert.Equal(0, (await Store.Find(late, Cancellation))!.Told);

        Now = Now.AddMinutes(1);
        await Run();

        Assert.Equal(1, (await Store.Find(late, Cancellation))!.Told);
    }

    [Fact]
    public async Task A_wallet_that_changes_while_its_member_is_told_loses_neither()
    {
        await Announce();

        var earning = Task.Run(
            async () =>
            {
                for (var i = 0; i < 10; i++)
                    foreach (var id in Members.Take(5))
                        (await Store.Earn(id, 10, $"{id.MemberId}-{i}")).Booked();
            },
            Cancellation
        );
        await Run();
        await earning;

        foreach (var id in Members.Take(5))
        {
            Assert.Equal(100, await Store.ProvenBalance(id));
            Assert.Equal(
                (1, 1),
                await Store.Find(id, Cancellation) is { } it ? (it.Told, it.Tellings.Length) : default
            );
        }
    }

    [Fact]
    public async Task It_counts_from_the_first_midnight_thirty_days_after_the_last_notice_at_the_same_instant_everywhere()
    {
        await Announce();
        await Run();
        Assert.Null((await Programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom);
        // Without channels the notice in the app is all: the last was given at noon. A minute on nobody can have enrolled unseen.
        Now = Now.AddMinutes(1);
        Assert.Equal((0, 1), await Run());

        var listed = (await Programmes.Revision("shop", 2, Cancellation))!.Listed;
        Assert.Equal(
            (new DateOnly(2027, 1, 1), Sample.Terms.BusinessDate(listed.EffectiveFrom!.Value)),
            (listed.On!.Value, listed.On!.Value)
        );
        var (one, other) = (
            await Programmes.Find("shop", Cancellation),
            await new CosmosProgrammes(Cosmos.Client, TimeProvider.System).Find("shop", Cancellation)
        );
        Assert.Equal(
            [1, 1],
            new[] { one, other }.Select(it => it!.At(listed.EffectiveFrom.Value.AddTicks(-1))!.Number)
        );
        Assert.Equal([2, 2], new[] { one, other }.Select(it => it!.At(listed.EffectiveFrom.Value)!.Number));
    }

    [Fact]
    public async Task A_notice_that_is_not_delivered_keeps_it_from_counting()
    {
        await Announce();
        var waiting = NoticeOf(Members[0], await Change(), [NoticeChannel.Sms]);
        Assert.True(await Tellings.Tell(waiting, 2, Cancellation));
        Assert.False(await Tellings.Tell(waiting, 2, Cancellation));
        Now = Now.AddMinutes(2);
        await Run();
        Assert.Null((await Programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom);

        var notices = new CosmosNotices(Cosmos.Client);
        var (notice, version) = (await notices.Find(waiting.Name, Cancellation))!.Value;
        var notifiedAt = Sample.Noon.AddDays(15);
        Assert.True(await notices.Put(notice with { NotifiedAt = notifiedAt }, version, Cancellation));
        Now = notifiedAt.AddMinutes(5);
        await Run();

        // Announced for 1 January; thirty days from 7 December at noon are over on 6 January at noon.
        var listed = (await Programmes.Revision("shop", 2, Cancellation))!.Listed;
        Assert.Equal(
            (new DateOnly(2027, 1, 7), RevisionStatus.Postponed),
            (listed.On!.Value, listed.Status(Sample.Terms, 1, Now))
        );
        Assert.Equal(notifiedAt, (await Change()).LastNotifiedAt);
        await Run();
        Assert.All(Members, id => Assert.Equal(2, Store.Find(id, Cancellation).Result!.Told));
    }

    [Fact]
    public async Task Withdrawn_half_way_only_who_was_told_hears_of_it()
    {
        await Announce();
        var change = await Change();
        foreach (var id in Members.Take(10))
            await Tellings.Tell(NoticeOf(id, change, []), 2, Cancellation);
        await Revisions.Withdraw("shop", 2, Now, Cancellation);

        Now = Now.AddMinutes(2);
        Assert.Equal((10, 1), await Run());

        var told = await Task.WhenAll(Members.Select(async id => (await Store.Find(id, Cancellation))!.Told));
        Assert.Equal([.. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(0, MembersCount - 10)], told);
        Assert.Empty((await Programmes.Timetable("shop", Cancellation))!.Open);
    }

    /// <summary>In whose time nothing grows old.</summary>
    private sealed class Frozen : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
