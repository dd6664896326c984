using Emulators.CosmosDb;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Tests.Jobs;
using Points.Cosmos.Wallets;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>
/// Checks that jobs find only wallets that are due for them, and apply each change once despite faults.
/// </summary>
[Collection(nameof(FaultTests))]
public sealed class MaintenanceCommitTests : IAsyncLifetime
{
    private static readonly ProgrammeTerms Terms = Sample.Terms with
    {
        Validity = new Validity.Months(24, MonthEnd: true),
        NoticeChannels = [NoticeChannel.Sms],
    };

    /// <summary>
    /// For points earned in November 2026: noon of the day of the first reminder, and the instant when they expire.
    /// </summary>
    private static readonly DateTimeOffset ReminderDay = new(2028, 10, 31, 12, 0, 0, TimeSpan.FromHours(8)),
        ExpiryTime = new(2028, 12, 1, 0, 0, 0, TimeSpan.FromHours(8));

    private readonly CosmosFixture _cosmos = new();

    public static TheoryData<string> Faults => FaultTests.BatchFaults;

    private CosmosWalletStore Store => new(_cosmos.Client);

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Each_job_finds_the_wallets_that_are_due_for_it()
    {
        var (early, late) = (await EnrolWithPoints(100), await EnrolWithPoints(50, Sample.Noon.AddMonths(1)));

        // At 7:00 it is too early in the day: reminders are sent after the quiet hours, which end at 8:00.
        Assert.Empty(await ListDue(MaintenanceKind.Reminder, ReminderDay.AddHours(-5)));
        Assert.Equal([early], await ListDue(MaintenanceKind.Reminder, ReminderDay));
        Assert.Empty(await ListDue(MaintenanceKind.Expiry, ExpiryTime.AddSeconds(-1)));
        Assert.Equal([early], await ListDue(MaintenanceKind.Expiry, ExpiryTime));
        Assert.Equivalent(
            new[] { early, late },
            await ListDue(MaintenanceKind.Expiry, ExpiryTime.AddMonths(2)),
            strict: true
        );
        Assert.Equal(2, await Store.CountDue(MaintenanceKind.Expiry, ExpiryTime.AddMonths(2), CancellationToken.None));
        Assert.Empty(await ListDue(MaintenanceKind.Holds, ExpiryTime.AddYears(1)));
    }

    [Fact]
    public async Task After_maintenance_a_wallet_is_no_longer_due()
    {
        var id = await EnrolWithPoints(100);

        Assert.True(await Remind(id, ReminderDay));
        Assert.False(await Remind(id, ReminderDay));
        Assert.Empty(await ListDue(MaintenanceKind.Reminder, ReminderDay));
        Assert.True(await Expire(id));
        Assert.False(await Expire(id));
        Assert.Empty(await ListDue(MaintenanceKind.Expiry, ExpiryTime));
        Assert.Equal(0, await Store.VerifiedBalance(id));
    }

    [Fact]
    public async Task Maintenance_that_changes_no_points_adds_no_entry()
    {
        var id = await EnrolWithPoints(100);
        var before = await Store.Find(id, CancellationToken.None);

        await Remind(id, ReminderDay);

        var after = await Store.Find(id, CancellationToken.None);
        Assert.Equal((before!.Sequence, before.Head), (after!.Sequence, after.Head));
        Assert.Equal([new ReminderSent(new(2028, 11, 30), 30)], after.RemindersSent);
    }

    [Theory]
    [MemberData(nameof(Faults))]
    public async Task Given_one_fault_at_the_batch_Then_a_reminder_is_created_once(string fault)
    {
        var id = await EnrolWithPoints(100);
        _cosmos.FaultsOrSkip().InjectNext(1, FaultTests.FaultOf(fault), (_, kind) => kind == RequestKind.Batch);

        await Remind(id, ReminderDay);

        Assert.False(await Remind(id, ReminderDay));
        Assert.Equal(1, await CountNotices(id));
    }

    [Fact]
    public async Task When_jobs_run_in_parallel_Then_points_expire_once_and_one_reminder_is_created()
    {
        var id = await EnrolWithPoints(100);

        var reminders = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Remind(id, ReminderDay)));
        var expiries = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => Expire(id)));

        Assert.Equal((1, 1), (reminders.Count(did => did), expiries.Count(did => did)));
        Assert.Single(
            await Store.ListEntries(id, long.MaxValue, 100, CancellationToken.None),
            entry => entry.Kind is EntryKind.Expiry
        );
        Assert.Equal(1, await CountNotices(id));
    }

    [Fact]
    public async Task A_notice_that_exists_is_not_created_again_and_does_not_block_other_changes()
    {
        var id = await EnrolWithPoints(100);
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

        // A member who changes their birthday to today twice gets one birthday notice.
        foreach (var seconds in new[] { 1, 2 })
            Assert.True(
                await Store.CommitMaintenance(
                    id,
                    it =>
                    {
                        // Any change will do that differs from the one before.
                        var changed = it with
                        {
                            ReviewDueAt = Sample.Noon.AddSeconds(-seconds),
                        };
                        return new(changed.BeginChange(Terms, Sample.Noon)) { NewRecords = [notice] };
                    },
                    CancellationToken.None
                )
            );

        Assert.Equal(1, await CountNotices(id));
    }

    private async Task<WalletId> EnrolWithPoints(long points, DateTimeOffset? at = null)
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
            wallet => Domain.Expiring.ReminderMaintenance.Decide(wallet, Terms, now),
            CancellationToken.None
        );

    private Task<bool> Expire(WalletId id) =>
        Store.CommitMaintenance(
            id,
            wallet => Domain.Expiring.ExpiryMaintenance.Decide(wallet, Terms, ExpiryTime),
            CancellationToken.None
        );

    private Task<long> CountNotices(WalletId id) =>
        _cosmos
            .Client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets)
            .Count(
                new QueryDefinition("SELECT VALUE COUNT(1) FROM c WHERE c.type = 'notice'"),
                CancellationToken.None,
                id.MemberId
            );

    private Task<WalletId[]> ListDue(MaintenanceKind kind, DateTimeOffset now) => _cosmos.ListDue(kind, now);
}
