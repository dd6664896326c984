using System.Text;
using System.Text.Json;
using Points.Cosmos.Members;
using Points.Cosmos.Notifying;
using Points.Cosmos.Programmes;
using Points.Cosmos.Wallets;
using Points.Domain.Enrolling;
using Points.Domain.Notifying;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Revising;
using Points.Domain.Wallets;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Programmes;

/// <summary>Telling every member once, whatever happens on the way, and what follows from it.</summary>
[Collection(nameof(RevisionTests))]
public sealed class AnnouncingTests : IAsyncLifetime
{
    private const int MembersCount = 40;
    private static readonly DateOnly Day = new(2027, 1, 1);
    private readonly CosmosFixture _cosmos = new();
    private readonly List<WalletId> _members = [];
    private CosmosProgrammes _programmes = null!;
    private DateTimeOffset _now = Sample.Noon;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private CosmosWalletStore Store => new(_cosmos.Client);

    private CosmosTellings Tellings => new(_cosmos.Client);

    private Announcing Announcing => new(_programmes, Tellings);

    private Revisions Revisions => new(_programmes);

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _programmes = new(_cosmos.Client, TimeProvider.System);
        await _programmes.Publish(Sample.Terms, Sample.Document, Cancellation);
        for (var i = 0; i < MembersCount; i++) _members.Add(await Enrol($"m-{i}"));
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task A_run_that_was_stopped_is_gone_on_with_and_nobody_is_told_twice_or_missed()
    {
        await Announce();
        _cosmos.Faults().Next(7, Fault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        using (var stop = new CancellationTokenSource())
        {
            var asked = 0;
            var stopped = await Announcing.Run(() => ++asked > 20 ? Stopped(stop) : _now, stop.Token, Cancellation);
            Assert.InRange(stopped.Told, 1, MembersCount - 1);
        }
        var between = await Tellings.Count("shop", await Change(), Cancellation);
        Assert.InRange(between.Untold, 1, MembersCount - 1);
        Assert.Equal(MembersCount, between.Untold + between.Told);

        await Run();

        Assert.Equal(new TellingCounts(0, MembersCount, 0), await Tellings.Count("shop", await Change(), Cancellation));
        foreach (var id in _members)
        {
            var wallet = (await Store.Find(id, Cancellation))!;
            Assert.Equal((1, 1, 2), (wallet.Told, wallet.Tellings.Single().Announcement, wallet.Tellings.Single().Revision));
        }
        Assert.Equal((0, 0), await Run());

        DateTimeOffset Stopped(CancellationTokenSource stop)
        {
            stop.Cancel();
            return _now;
        }
    }

    [Fact]
    public async Task Who_enrols_meanwhile_has_accepted_and_gets_no_notice()
    {
        await Announce();
        var late = await Enrol("late");
        await Run();

        var wallet = (await Store.Find(late, Cancellation))!;
        Assert.Equal((1, new Telling(1, 2, _now)), (wallet.Told, wallet.Tellings.Single()));
        Assert.Equal(MembersCount, (await Tellings.Count("shop", await Change(), Cancellation)).Told);
    }

    [Fact]
    public async Task Who_was_enrolled_by_an_instance_that_did_not_know_is_told_before_it_counts()
    {
        var stale = new CosmosProgrammes(_cosmos.Client, new Frozen());
        await stale.Find("shop", Cancellation);
        await Announce();
        var late = await Enrol("late", stale);
        Assert.Equal(0, (await Store.Find(late, Cancellation))!.Told);

        _now = _now.AddMinutes(1);
        await Run();

        Assert.Equal(1, (await Store.Find(late, Cancellation))!.Told);
    }

    [Fact]
    public async Task A_wallet_that_changes_while_its_member_is_told_loses_neither()
    {
        await Announce();

        var earning = Task.Run(async () =>
        {
            for (var i = 0; i < 10; i++)
                foreach (var id in _members.Take(5)) (await Store.Earn(id, 10, $"{id.MemberId}-{i}")).Booked();
        }, Cancellation);
        await Run();
        await earning;

        foreach (var id in _members.Take(5))
        {
            Assert.Equal(100, await Store.ProvenBalance(id));
            Assert.Equal((1, 1), await Store.Find(id, Cancellation) is { } it ? (it.Told, it.Tellings.Length) : default);
        }
    }

    [Fact]
    public async Task It_counts_from_the_first_midnight_thirty_days_after_the_last_notice_at_the_same_instant_everywhere()
    {
        await Announce();
        await Run();
        Assert.Null((await _programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom);
        // Without channels the notice in the app is all: the last was given at noon. A minute on nobody can have enrolled unseen.
        _now = _now.AddMinutes(1);
        Assert.Equal((0, 1), await Run());

        var listed = (await _programmes.Revision("shop", 2, Cancellation))!.Listed;
        Assert.Equal((new DateOnly(2027, 1, 1), Sample.Terms.BusinessDate(listed.EffectiveFrom!.Value)), (listed.On!.Value, listed.On!.Value));
        var (one, other) = (await _programmes.Find("shop", Cancellation), await new CosmosProgrammes(_cosmos.Client, TimeProvider.System).Find("shop", Cancellation));
        Assert.Equal([1, 1], new[] { one, other }.Select(it => it!.At(listed.EffectiveFrom.Value.AddTicks(-1))!.Number));
        Assert.Equal([2, 2], new[] { one, other }.Select(it => it!.At(listed.EffectiveFrom.Value)!.Number));
    }

    [Fact]
    public async Task A_notice_that_is_not_delivered_keeps_it_from_counting()
    {
        await Announce();
        var waiting = NoticeOf(_members[0], await Change(), [NoticeChannel.Sms]);
        Assert.True(await Tellings.Tell(waiting, 2, Cancellation));
        Assert.False(await Tellings.Tell(waiting, 2, Cancellation));
        _now = _now.AddMinutes(2);
        await Run();
        Assert.Null((await _programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom);

        var notices = new CosmosNotices(_cosmos.Client);
        var (notice, version) = (await notices.Find(waiting.Name, Cancellation))!.Value;
        var notifiedAt = Sample.Noon.AddDays(15);
        Assert.True(await notices.Put(notice with { NotifiedAt = notifiedAt }, version, Cancellation));
        _now = notifiedAt.AddMinutes(5);
        await Run();

        // Announced for 1 January; thirty days from 7 December at noon are over on 6 January at noon.
        var listed = (await _programmes.Revision("shop", 2, Cancellation))!.Listed;
        Assert.Equal((new DateOnly(2027, 1, 7), RevisionStatus.Postponed), (listed.On!.Value, listed.Status(Sample.Terms, 1, _now)));
        Assert.Equal(notifiedAt, (await Change()).LastNotifiedAt);
        await Run();
        Assert.All(_members, id => Assert.Equal(2, Store.Find(id, Cancellation).Result!.Told));
    }

    [Fact]
    public async Task Withdrawn_half_way_only_who_was_told_hears_of_it()
    {
        await Announce();
        var change = await Change();
        foreach (var id in _members.Take(10)) await Tellings.Tell(NoticeOf(id, change, []), 2, Cancellation);
        await Revisions.Withdraw("shop", 2, _now, Cancellation);

        _now = _now.AddMinutes(2);
        Assert.Equal((10, 1), await Run());

        var told = await Task.WhenAll(_members.Select(async id => (await Store.Find(id, Cancellation))!.Told));
        Assert.Equal([.. Enumerable.Repeat(2, 10), .. Enumerable.Repeat(0, MembersCount - 10)], told);
        Assert.Empty((await _programmes.Timetable("shop", Cancellation))!.Open);
    }

    [Fact]
    public async Task Wallets_are_brought_under_terms_that_re_date_them_in_runs_that_may_stop()
    {
        foreach (var id in _members) (await Store.Earn(id, 10, id.MemberId)).Booked();
        await Announce(appliesToEarned: true);
        await Run();
        _now = _now.AddMinutes(2);
        await Run();
        var from = (await _programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom!.Value;
        var activations = new Activations(_programmes, Store, Tellings);

        Assert.Equal(0, (await activations.Run(from.AddSeconds(30), CancellationToken.None, Cancellation)).Wallets);
        using (var soon = new CancellationTokenSource())
        {
            soon.Cancel();
            Assert.Equal(0, (await activations.Run(from.AddMinutes(5), soon.Token, Cancellation)).Wallets);
        }
        var report = await activations.Run(from.AddMinutes(5), CancellationToken.None, Cancellation);
        Assert.Equal((MembersCount, 1, 2), (report.Wallets, report.Applied, (await _programmes.Timetable("shop", Cancellation))!.Applied));
        Assert.Equal((0, 0), await activations.Run(from.AddMinutes(9), CancellationToken.None, Cancellation) is var again ? (again.Wallets, again.Applied) : default);

        foreach (var id in _members)
        {
            Assert.Equal(10, await Store.ProvenBalance(id));
            var wallet = (await Store.Find(id, Cancellation))!;
            Assert.Equal((2, new DateOnly(2027, 12, 31)), (wallet.Under, wallet.Lots.Open.Single().ExpiresOn));
        }
    }

    [Fact]
    public async Task Terms_that_change_no_wallets_days_touch_no_wallet()
    {
        await Announce();
        await Run();
        _now = _now.AddMinutes(2);
        await Run();
        var from = (await _programmes.Revision("shop", 2, Cancellation))!.Listed.EffectiveFrom!.Value;

        var report = await new Activations(_programmes, Store, Tellings).Run(from.AddMinutes(5), CancellationToken.None, Cancellation);

        Assert.Equal((0, 1), (report.Wallets, report.Applied));
    }

    private async Task<(long Told, long Completed)> Run() => await Announcing.Run(() => _now, CancellationToken.None, Cancellation);

    private async Task Announce(bool appliesToEarned = false)
    {
        var year = $"\"months\", \"months\": 12, \"monthEnd\": true, \"appliesToEarned\": {(appliesToEarned ? "true" : "false")}";
        using var parsed = JsonDocument.Parse(Encoding.UTF8.GetString(Sample.Document).Replace("\"lifetime\"", year, StringComparison.Ordinal));
        await Revisions.Submit("shop", parsed.RootElement.Clone(), _now, Cancellation);
        var outcome = await Revisions.Announce("shop", 2, Day, _now, Cancellation);
        Assert.Equal(RevisionStatus.Announced, Assert.IsType<RevisionOutcome.Accepted>(outcome).Status);
    }

    private async Task<Announcement> Change() => (await _programmes.Timetable("shop", Cancellation))!.ChangeOf(2)!;

    private Notice NoticeOf(WalletId wallet, Announcement change, NoticeChannel[] channels) => new(
        Notice.IdOf(wallet, NoticeKind.Change, $"{change.Number}"), wallet, NoticeKind.Change, _now, change.Title!, change.Text!, change.Number, [.. channels])
    {
        NotifiedAt = channels.Length == 0 ? _now : null,
    };

    private async Task<WalletId> Enrol(string memberId, IProgrammes? by = null)
    {
        var command = new Enrol(Sample.Profile(memberId, "shop"));
        Assert.IsType<Enrolment.Done>(await new Enrolments(new CosmosMemberStore(_cosmos.Client), by ?? _programmes).Handle(command, _now, Cancellation));
        return new(memberId, "shop");
    }

    /// <summary>In whose time nothing grows old.</summary>
    private sealed class Frozen : TimeProvider
    {
        public override long GetTimestamp() => 0;
    }
}
