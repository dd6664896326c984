using System.Text.Json.Nodes;
using Points.Cosmos.Documents;
using Points.Cosmos.Members;
using Points.Cosmos.Programmes;
using Points.Domain;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Tests.Documents;

/// <summary>Commits keep what a newer version wrote into a member's documents.</summary>
[Collection(nameof(WalletRewriteTests))]
public sealed class WalletRewriteTests : IAsyncLifetime
{
    private const string Wallets = CosmosContainers.Wallets;
    private static readonly string Shop = WalletDocument.IdOf("shop");
    private readonly CosmosFixture _cosmos = new();
    private NewerDocuments _newer = null!;
    private TestShop _shop = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        (_newer, _shop) = (new(_cosmos), await TestShop.Open(_cosmos));
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task An_accrual_keeps_the_members_of_the_wallet_and_of_its_lots()
    {
        var wallet = await Marked(await _shop.EnrolWithPoints(100));

        var after = await _newer.ExpectKept(Wallets, wallet.MemberId, Shop, () => _shop.Earn(wallet, 50, "second"));

        Assert.Equal((150, "element"), ((int)after["lots"]![0]!["points"]!, Hint(after["lots"]![0])));
    }

    [Fact]
    public async Task A_confirmation_keeps_the_members_of_wallet_and_redemption()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var held = await _shop.Redeem(wallet, "box", quantity: 2, holdUntil: Sample.Noon.AddHours(1));
        var redemptionId = ((EntryKind.Hold)held.ExpectBooked().Entry.Kind).RedemptionId;
        await Marked(wallet);
        await _newer.Mark(Wallets, wallet.MemberId, redemptionId);

        var after = await _newer.ExpectKept(
            Wallets,
            wallet.MemberId,
            redemptionId,
            () => _shop.Cancel(wallet, redemptionId)
        );

        Assert.Equal(("Cancelled", "element"), ((string?)after["status"], Hint(after["history"]![0])));
        Assert.NotNull((await _newer.Read(Wallets, wallet.MemberId, Shop))[NewerDocuments.Member]);
    }

    [Fact]
    public async Task A_refund_keeps_the_members_of_the_order_and_of_its_lines()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        var order = $"fund-{wallet.MemberId}";
        var orderId = OrderDocument.IdOf(await KeyOf(wallet), "shop", order);
        await _newer.Mark(Wallets, wallet.MemberId, orderId);

        var after = await _newer.ExpectKept(
            Wallets,
            wallet.MemberId,
            orderId,
            async () => (await _shop.Refund(wallet, order, "refund-1", 10)).ExpectBooked()
        );

        Assert.Equal((1000, "element"), ((int)after["lines"]![0]!["refundedFen"]!, Hint(after["lines"]![0])));
    }

    [Fact]
    public async Task A_second_early_refund_keeps_the_members_of_the_first()
    {
        var wallet = await _shop.EnrolWithPoints(100);
        (await _shop.Refund(wallet, "later", "refund-a", 10)).ExpectBooked();
        var id = EarlyRefundRecordDocument.IdOf(
            await KeyOf(wallet),
            new RecordKey.EarlyRefund("shop", "shop", "later")
        );
        await _newer.Mark(Wallets, wallet.MemberId, id);

        var after = await _newer.ExpectKept(
            Wallets,
            wallet.MemberId,
            id,
            () => _shop.Refund(wallet, "later", "refund-b", 20)
        );

        Assert.Equal(["element", null], after["refunds"]!.AsArray().Select(Hint));
    }

    [Fact]
    public async Task A_changed_profile_keeps_its_members()
    {
        var wallet = await _shop.EnrolWithPoints(0);
        await _newer.Mark(Wallets, wallet.MemberId, MemberDocument.SingletonId);

        var after = await _newer.ExpectKept(
            Wallets,
            wallet.MemberId,
            MemberDocument.SingletonId,
            () =>
                new CosmosMemberStore(_cosmos.Client).Update(
                    wallet.MemberId,
                    it => it! with { Phone = "+8613800000000" },
                    TestContext.Current.CancellationToken
                )
        );

        Assert.Equal("+8613800000000", (string?)after["phone"]);
    }

    [Fact]
    public async Task A_wallet_that_lacks_a_member_can_be_read_and_earns()
    {
        var whole = await _newer.Read(Wallets, await NewMember(), Shop);
        foreach (var member in whole.Select(it => it.Key).Where(it => it is not ("id" or "memberId" or "type")))
        {
            var memberId = await NewMember();
            var document = await _newer.Read(Wallets, memberId, Shop);
            document.Remove(member);
            await _newer.Put(Wallets, memberId, document);

            Assert.NotNull(await _shop.Store.Find(new(memberId, "shop"), TestContext.Current.CancellationToken));
            if (member == "tellings")
                (await _shop.Earn(new(memberId, "shop"), 5, $"order-{memberId}")).ExpectBooked();
        }
    }

    [Fact]
    public async Task A_member_whose_wallet_has_no_notifications_can_be_notified()
    {
        var wallet = new WalletId(await NewMember(), "shop");
        var document = await _newer.Read(Wallets, wallet.MemberId, Shop);
        document.Remove("tellings");
        await _newer.Put(Wallets, wallet.MemberId, document);
        var name = new BilingualName("标题", "Title");
        var notice = new Notice("n-1", wallet, NoticeKind.Change, Sample.Noon, name, name, 7, [NoticeChannel.Sms]);

        Assert.True(
            await new CosmosChangeNotifications(_cosmos.Client).RecordNotice(
                notice,
                2,
                TestContext.Current.CancellationToken
            )
        );
    }

    private async Task<string> NewMember() => (await _shop.EnrolWithPoints(0)).MemberId;

    private async Task<WalletId> Marked(WalletId wallet)
    {
        await _newer.Mark(Wallets, wallet.MemberId, Shop);
        return wallet;
    }

    private static string? Hint(JsonNode? element) => (string?)element![NewerDocuments.Member];

    private async Task<LedgerKey> KeyOf(WalletId wallet) =>
        (await _shop.Store.Find(wallet, TestContext.Current.CancellationToken))!.LedgerKey;
}
