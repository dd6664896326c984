using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Wallets;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>What jobs do to wallets: they find those that are due for them and no others, and do it once whatever goes wrong.</summary>
[Collection(nameof(FaultTests))]
public sealed class MaintenanceCommitTests : IAsyncLifetime
{
    private static readonly ProgrammeTerms Terms = Sample.Terms with
    {
        Validity = new Validity.Months(24, MonthEnd: true),
        NoticeChannels = [NoticeChannel.Sms],
    };

    /// <summary>Noon of the day on which what was earned in November 2026 is reminded of first, and of that on which it is gone.</summary>
    private static readonly DateTimeOffset Reminded = new(2028, 10, 31, 12, 0, 0, TimeSpan.FromHours(8)),
        Gone = new(2028, 12, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly CosmosFixture _cosmos = new();

    public static TheoryData<string> Faults => FaultTests.AtABatch;

    private CosmosWalletStore Store => new(_cosmos.Client);

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Each_job_finds_the_wallets_that_are_due_for_it_when_they_are()
    {
        var (early, late) = (await With(100), await With(50, Sample.Noon.AddMonths(1)));

        Assert.Empty(await Due(MaintenanceKind.Reminder, Reminded.AddHours(-5)));
        Assert.Equal([early], await Due(MaintenanceKind.Reminder, Reminded));
        Assert.Empty(await Due(MaintenanceKind.Expiry, Gone.AddSeconds(-1)));
        Assert.Equal([early], await Due(MaintenanceKind.Expiry, Gone));
        Assert.Equal([early, late], await Due(MaintenanceKind.Expiry, Gone.AddMonths(2)));
        Assert.Equal(2, await Store.CountDue(MaintenanceKind.Expiry, Gone.AddMonths(2), CancellationToken.None));
        Assert.Empty(await Due(MaintenanceKind.Holds, Gone.AddYears(1)));
    }

    [Fact]
    public async Task A_wallet_that_was_seen_to_is_not_due_any_more()
    {
        var id = await With(100);

        Assert.True(await Remind(id, Reminded));
        Assert.False(await Remind(id, Reminded));
        Assert.Empty(await Due(MaintenanceKind.Reminder, Reminded));
        Assert.True(await Expire(id));
        Assert.False(await Expire(id));
        Assert.Empty(await Due(MaintenanceKind.Expiry, Gone));
        Assert.Equal(0, await Store.VerifiedBalance(id));
    }

    [Fact]
    public async Task What_moves_no_points_leaves_the_ledger_as_it_is()
    {
        var id = await With(100);
        var before = await Store.Find(id, CancellationToken.None);

        await Remind(id, Reminded);

        var after = await Store.Find(id, CancellationToken.None);
        Assert.Equal((before!.Sequence, before.Head), (after!.Sequence, after.Head));
        Assert.Equal([new ReminderSent(new(2028, 11, 30), 30)], after.RemindersSent);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Given_one_fault_at_the_batch_Then_a_reminder_is_given_once(string fault)
    {
        var id = await With(100);
        _cosmos.FaultsOrSkip().InjectNext(1, FaultTests.Named(fault), (_, kind) => kind == RequestKind.Batch);

        await Remind(id, Reminded);

        Assert.False(await Remind(id, Reminded));
        Assert.Equal(1, await Notices(id));
    }

    [Fact]
    public async Task Given_many_at_once_Then_one_expires_the_points_and_one_reminds()
    {
        var id = await With(100);

        var reminders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Remind(id, Reminded)));
        var expiries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Expire(id)));

        Assert.Equal((1, 1), (reminders.Count(did => did), expiries.Count(did => did)));
        Assert.Single(
            await Store.ListEntries(id, long.MaxValue, 100, CancellationToken.None),
            entry => entry.Kind is EntryKind.Expiry
        );
        Assert.Equal(1, await Notices(id));
    }

    [Fact]
    public async Task A_notice_that_was_given_before_is_not_given_again_and_keeps_nothing_from_being_done()
    {
        var id = await With(100);
        var notice = new Notice(
            Notice.CreateId(id, NoticeKind.Gift, "birthday"),
            id,
            NoticeKind.Gift,
            Sample.Noon,
            new("生日", "Birthday"),
            new("生日快乐", "All the best"),
            null,
            []
        );

        // Whoever moves a birthday to today, and once more, is greeted once.
        foreach (var second in new[] { 1, 2 })
            Assert.True(
                await Store.CommitMaintenance(
                    id,
                    it =>
                        new((it with { ReviewDueAt = Sample.Noon.AddSeconds(-second) }).BeginChange(Terms, Sample.Noon))
                        {
                            NewRecords = [notice],
                        },
                    CancellationToken.None
                )
            );

        Assert.Equal(1, await Notices(id));
    }

    private async Task<WalletId> With(long points, DateTimeOffset? at = null)
    {
        var id = await Sample.EnrolMember(_cosmos);
        var now = at ?? Sample.Noon;
        var command = new Accrue(
            id,
            "shop",
            "order",
            now,
            null,
            [new("sku", "general", new(points * 100), 1, null, [])],
            Fen.Zero,
            [],
            false
        );
        var request = Request.From("merchant:shop", "accruals", "k", command.Fingerprint(), now);
        (
            await Store.Commit(
                id,
                request,
                (wallet, records) => Accrue.Decide(wallet, records, command, Terms, request, Allowance.Unlimited),
                CancellationToken.None
            )
        ).ExpectBooked();
        return id;
    }

    private Task<bool> Remind(WalletId id, DateTimeOffset now) =>
        Store.CommitMaintenance(
            id,
            wallet => Domain.Expiring.Remind.Decide(wallet, Terms, now),
            CancellationToken.None
        );

    private Task<bool> Expire(WalletId id) =>
        Store.CommitMaintenance(
            id,
            wallet => Domain.Expiring.Expire.Decide(wallet, Terms, Gone),
            CancellationToken.None
        );

    private Task<long> Notices(WalletId id) =>
        _cosmos
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .Count(
                new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.type = 'notice'"),
                CancellationToken.None,
                id.MemberId
            );

    private async Task<WalletId[]> Due(MaintenanceKind kind, DateTimeOffset now) =>
        await Store.ListDue(kind, now, CancellationToken.None).ToArrayAsync();
}
