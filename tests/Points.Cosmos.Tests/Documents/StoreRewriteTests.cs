using System.Text.Json;
using Points.Cosmos.Budgets;
using Points.Cosmos.Documents;
using Points.Cosmos.Intake;
using Points.Cosmos.Jobs;
using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Notifying;
using Points.Cosmos.Programmes;
using Points.Cosmos.Settling;
using Points.Cosmos.Stocking;
using Points.Domain.Actors;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Settling;

namespace Points.Cosmos.Tests.Documents;

/// <summary>Every store that rewrites documents keeps what a newer version wrote into them.</summary>
[Collection(nameof(StoreRewriteTests))]
public sealed class StoreRewriteTests : IAsyncLifetime
{
    private const string Settlement = CosmosContainers.Settlement,
        Stock = CosmosContainers.Stock,
        Lookups = CosmosContainers.Lookups;

    private static readonly SettlementPeriod Period = SettlementPeriod.Parse("2026-11");
    private readonly CosmosFixture _cosmos = new();
    private NewerDocuments _newer = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _newer = new(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notice()
    {
        await _newer.PutGolden(CosmosContainers.Wallets, "ming", "notice");
        var notices = new CosmosNotices(_cosmos.Client);
        var (notice, version) = (await notices.Find(new("ming", "n-1"), Cancellation))!.Value;

        var after = await _newer.ExpectKept(
            CosmosContainers.Wallets,
            "ming",
            "n-1",
            () =>
                notices.TryReplace(notice.WithAttempt(NoticeChannel.Sms, new(Sample.Noon, null)), version, Cancellation)
        );

        Assert.NotNull(after["deliveries"]![0]!["attempts"]![0]![NewerDocuments.Member]);
        Assert.False(await notices.TryReplace(notice, version, Cancellation));
    }

    [Fact]
    public async Task A_timetable()
    {
        await _newer.PutGolden(CosmosContainers.Programmes, "shop", "pointer");
        var programmes = new CosmosProgrammes(_cosmos.Client, TimeProvider.System);
        Task Kept(Func<Task> operation) =>
            _newer.ExpectKept(CosmosContainers.Programmes, "shop", RevisionTimetableDocument.SingletonId, operation);

        await Kept(() =>
            programmes.AddDraft("shop", JsonDocument.Parse(Sample.Document).RootElement, null, Cancellation)
        );
        await Kept(() =>
            programmes.SetPrice(
                "shop",
                "box",
                new(15),
                new(ActKind.PriceSet, Sample.Noon, Sample.Operator) { ProgrammeId = "shop" },
                Cancellation
            )
        );
        await Kept(() => programmes.UpdateTimetable("shop", it => it with { AppliedRevision = 2 }, null, Cancellation));

        var after = await _newer.Read(CosmosContainers.Programmes, "shop", RevisionTimetableDocument.SingletonId);
        Assert.NotNull(after["announcements"]![1]![NewerDocuments.Member]);
        Assert.NotNull(after["revisions"]![0]![NewerDocuments.Member]);
    }

    [Fact]
    public async Task A_shard_of_a_budget()
    {
        var id = "budget:shop:2026-11:0";
        await _newer.PutGolden(CosmosContainers.Budgets, id, "budget");

        var after = await _newer.ExpectKept(
            CosmosContainers.Budgets,
            id,
            id,
            () =>
                new BudgetShards(_cosmos.Client).Change(
                    new("shop", "2026-11", new(8000)),
                    0,
                    it => it with { Issued = new(500) },
                    Cancellation
                )
        );

        Assert.NotNull(after["leases"]![0]![NewerDocuments.Member]);
    }

    [Fact]
    public async Task A_shard_of_a_stock_and_a_reservation()
    {
        const string Shard = "stock:shop:box:0";
        await _newer.PutGolden(Stock, Shard, "stock");
        await _newer.PutGolden(Stock, Shard, "reservation");
        var shards = new StockShards(_cosmos.Client);

        await _newer.ExpectKept(Stock, Shard, "s-1", () => shards.Reduce(Shard, "s-1", 1, 0, Cancellation));

        var more = new StockKey("shop", "box", 3, 800);
        var reservation = new ReservationDocument(
            "s-2",
            ReservationDocument.TypeName,
            Shard,
            "ming",
            "shop",
            "r-2",
            50,
            null,
            null,
            0
        );
        await _newer.ExpectKept(Stock, Shard, Shard, () => shards.TryReserve(more, 0, reservation, Cancellation));
    }

    [Fact]
    public async Task A_family()
    {
        await _newer.PutGolden(Lookups, "family:fam-1", "family");
        var members = new CosmosMemberStore(_cosmos.Client);
        var stored = (await members.FindFamily("fam-1", Cancellation))!;
        Assert.False(await members.PutFamily(stored.Family, "\"another\"", Cancellation));

        await _newer.ExpectKept(
            Lookups,
            "family:fam-1",
            "family:fam-1",
            () => members.PutFamily(new("fam-1", ["ming"]), stored.Version, Cancellation)
        );
    }

    [Fact]
    public async Task A_run_of_a_job()
    {
        await _newer.PutGolden(Lookups, "job:HoldRelease", "job");

        await _newer.ExpectKept(
            Lookups,
            "job:HoldRelease",
            "job:HoldRelease",
            () => new CosmosJobRuns(_cosmos.Client).Save(new("HoldRelease", Sample.Noon, false), Cancellation)
        );
    }

    [Fact]
    public async Task An_outcome_of_an_event()
    {
        var key = new DeploymentKey(_cosmos.Client);
        var digest = EventOutcomeDocument.DigestOf("shop", "m-1");
        var id = EventOutcomeDocument.IdOf(await key.Protect(digest, Cancellation));
        await _newer.PutGolden(Lookups, id, "event", ("id", id));
        var outcomes = new CosmosEventOutcomes(_cosmos.Client, key, new CosmosLedgerKeys(_cosmos.Client));
        var refused = (await outcomes.Find("shop", "m-1", Cancellation))!;

        await _newer.ExpectKept(
            Lookups,
            id,
            id,
            () => outcomes.Record(refused with { IsAccepted = true }, Cancellation)
        );
    }

    [Fact]
    public async Task A_period_and_its_reconciliation()
    {
        var partition = PeriodDocument.PartitionOf(Period);
        await _newer.PutGolden(Settlement, partition, "period", ("stage", 0));
        await _newer.PutGolden(Settlement, partition, "reconciliation");
        var periods = new CosmosSettlementPeriods(_cosmos.Client);

        await _newer.ExpectKept(
            Settlement,
            partition,
            PeriodDocument.SingletonId,
            () =>
                new PeriodRegistry(_cosmos.Client).Advance(
                    Period,
                    PeriodStatus.Closed,
                    [new("shop", new(1), new(1), new(1), new(1))],
                    act: null,
                    Cancellation
                )
        );
        var (reconciliation, version) = (await periods.FindReconciliation(Period, Cancellation))!.Value;
        await _newer.ExpectKept(
            Settlement,
            partition,
            ReconciliationDocument.SingletonId,
            () => periods.TrySaveReconciliation(reconciliation with { LineCount = 9 }, version, Cancellation)
        );
    }

    [Fact]
    public async Task A_dispute()
    {
        await _newer.PutGolden(Settlement, "cinema~disputes", "dispute");
        var disputes = new CosmosDisputes(_cosmos.Client);
        var (dispute, version) = (await disputes.Find("cinema", "d-1", Cancellation))!.Value;

        var after = await _newer.ExpectKept(
            Settlement,
            "cinema~disputes",
            "d-1",
            () => disputes.TryReplace(dispute with { Note = "checked" }, version, null, Cancellation)
        );

        Assert.NotNull(after["flow"]![NewerDocuments.Member]);
    }
}
