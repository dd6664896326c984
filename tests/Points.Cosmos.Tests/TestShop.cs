using System.Text;
using Points.Cosmos.Budgets;
using Points.Cosmos.Earning;
using Points.Cosmos.Jobs;
using Points.Cosmos.Keys;
using Points.Cosmos.Members;
using Points.Cosmos.Programmes;
using Points.Cosmos.Refunding;
using Points.Cosmos.Stocking;
using Points.Cosmos.Wallets;
using Points.Domain.Earning;
using Points.Domain.Families;
using Points.Domain.Granting;
using Points.Domain.Jobs;
using Points.Domain.Ledger;
using Points.Domain.Programmes.Documents;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;
using Points.Domain.Releasing;
using Points.Domain.Stocking;

namespace Points.Cosmos.Tests;

/// <summary>
/// One instance of the app: handlers over the store, for a programme with a limited reward and families.
/// </summary>
internal sealed partial class TestShop
{
    public const int BoxesInStock = 20;

    private static readonly byte[] Document = Encoding.UTF8.GetBytes(
        Encoding
            .UTF8.GetString(Sample.Document)
            .Replace(
                "\"rewards\": [",
                """
                "budget": { "period": "month", "capPoints": 1000000 },
                "family": { "pointsPerMonth": 1000000 },
                "rewards": [
                  {
                    "rewardId": "box", "kind": "goods", "name": { "zh": "盒", "en": "Box" },
                    "worthFen": 100, "price": { "points": 10 }, "stock": 20
                  },
                  {
                    "rewardId": "voucher", "kind": "voucher", "name": { "zh": "券", "en": "Voucher" },
                    "worthFen": 1000, "price": { "points": 100 }
                  },
                """,
                StringComparison.Ordinal
            )
    );

    private readonly CosmosProgrammes _programmes;
    private readonly CosmosDueWallets _dueWallets;
    private readonly DueItemsRunner _runner;
    private readonly HoldReleaseRun _holdRelease;
    private readonly GrantRun _grants;
    private int _number;

    public TestShop(CosmosFixture cosmos, TimeProvider? clock = null)
    {
        var realTime = clock ?? TimeProvider.System;
        (Cosmos, Store, Stock, Budgets) = (
            cosmos,
            new(cosmos.Client),
            new(cosmos.Client, realTime),
            new(cosmos.Client, realTime)
        );
        _programmes = new(cosmos.Client, TimeProvider.System);
        var ledgers = new CosmosLedgerKeys(cosmos.Client);
        _dueWallets = new(cosmos.Client);
        _runner = new(new CosmosJobParts(cosmos.Client, realTime), new NoInvitations(), NewId);
        Claims = new(cosmos.Client, new(cosmos.Client), ledgers, realTime);
        var resumption = new TransferResumption(Store, Store, ledgers, _programmes);
        SendPointsHandler = new(Store, _programmes, resumption);
        _holdRelease = new(
            Store,
            _dueWallets,
            new CosmosDueReservations(cosmos.Client, realTime),
            _runner,
            _programmes,
            Stock,
            ledgers,
            resumption
        );
        var returns = new StockReturns(Store, Stock);
        var redemptionCommit = new RedemptionCommit(Store, _programmes, cosmos.CreateIssuance(Budgets), returns);
        RedeemHandler = new(Store, _programmes, new(Store, Stock));
        ConfirmHoldHandler = new(redemptionCommit);
        CancelHoldHandler = new(redemptionCommit);
        ReverseHandler = new(redemptionCommit);
        Refunds = new(
            Store,
            _programmes,
            Claims,
            cosmos.CreateIssuance(Budgets),
            new(new CosmosUnenrolledRefunds(cosmos.Client, new(cosmos.Client), ledgers), Claims),
            returns
        );
        _grants = new(
            Store,
            new(Store, _dueWallets, _programmes, _runner),
            new(cosmos.CreateIssuance(Budgets), new(Store, Stock)),
            NewId
        );
        AccrueHandler = new(
            Store,
            _programmes,
            Claims,
            cosmos.CreateIssuance(Budgets),
            new(Store, Claims, Budgets),
            returns
        );
    }

    public CosmosFixture Cosmos { get; }

    public CosmosWalletStore Store { get; }

    public CosmosStock Stock { get; }

    public CosmosBudgets Budgets { get; }

    public CosmosOrderClaims Claims { get; }

    public SendPointsHandler SendPointsHandler { get; }

    public RedeemHandler RedeemHandler { get; }

    public ConfirmHoldHandler ConfirmHoldHandler { get; }

    public CancelHoldHandler CancelHoldHandler { get; }

    public ReverseHandler ReverseHandler { get; }

    public RefundHandler Refunds { get; }

    public AccrueHandler AccrueHandler { get; }

    /// <param name="orderScope">The programme's <c>earning.orderScope</c>.</param>
    public static async Task<TestShop> Open(
        CosmosFixture cosmos,
        TimeProvider? clock = null,
        string orderScope = "merchant"
    )
    {
        var shop = new TestShop(cosmos, clock);
        await shop.Publish("\"earning\": {", $"\"earning\": {{ \"orderScope\": \"{orderScope}\",");
        return shop;
    }

    /// <summary>Publishes the programme again under another id, with the same merchants.</summary>
    public Task PublishCopy(string programmeId) =>
        Publish("\"programmeId\": \"shop\"", $"\"programmeId\": \"{programmeId}\"");

    /// <param name="moreRewards">Further rewards, each followed by a comma.</param>
    private async Task Publish(string text, string replacement, string moreRewards = "")
    {
        var document = Encoding.UTF8.GetBytes(
            Encoding
                .UTF8.GetString(Document)
                .Replace(text, replacement, StringComparison.Ordinal)
                .Replace("\"rewards\": [", $"\"rewards\": [{moreRewards}", StringComparison.Ordinal)
        );
        var read = ProgrammeDocumentReader.Read(document, 1, DateTimeOffset.UnixEpoch);
        Assert.True(read.TryGetValue(out var terms), read.Errors.ToString());
        await _programmes.Publish(terms, document, CancellationToken.None);
    }

    /// <summary>Enrols a member, who earns these points with the order <c>fund-</c> and their id.</summary>
    public async Task<WalletId> EnrolWithPoints(long points, string? familyId = null)
    {
        var id = new WalletId($"m-{Guid.NewGuid():N}", "shop");
        await new CosmosMemberStore(Cosmos.Client).Update(
            id.MemberId,
            _ => Sample.Profile(id.MemberId, "shop") with { FamilyId = familyId },
            CancellationToken.None
        );
        if (points > 0)
            (await Earn(id, points, $"fund-{id.MemberId}")).ExpectBooked();
        return id;
    }

    public Task<long> StockLeft() =>
        Stock.CountLeft(new StockKey("shop", "box", 1, BoxesInStock), CancellationToken.None);

    private Request RequestOf(string? key, string fingerprint) =>
        Request.From(
            "test",
            "shop",
            key ?? $"{GetHashCode()}-{Interlocked.Increment(ref _number)}",
            fingerprint,
            Sample.Noon
        );
}
