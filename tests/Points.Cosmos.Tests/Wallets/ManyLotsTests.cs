using System.Collections.Immutable;
using Points.Cosmos.Documents;
using Points.Cosmos.Wallets;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Domain.Redeeming;
using Points.Domain.Refunding;

namespace Points.Cosmos.Tests.Wallets;

/// <summary>Checks wallets with so many lots that a second document holds those that expire later.</summary>
public sealed class ManyLotsTests(CosmosFixture cosmos)
{
    private readonly CosmosWalletStore _store = new(cosmos.Client);

    [Fact]
    public async Task Given_lots_in_two_documents_Then_none_is_lost_and_they_are_spent_in_order()
    {
        var id = await Sample.EnrolMember(cosmos);
        const int Count = WalletDocument.OpenLotsMax + 50;
        await Grant(id, Count, "grant");

        var wallet = await _store.Find(id, TestContext.Current.CancellationToken);
        Assert.Equal(Count, wallet!.Lots.Open.Length);
        Assert.Equal(wallet.Lots.Open.OrderBy(lot => lot.IssuedBy, StringComparer.Ordinal), wallet.Lots.Open);

        await _store.RedeemMugs(id, 4, "spend"); // 400 points: all lots of the wallet's own document
        var left = await _store.Find(id, TestContext.Current.CancellationToken);
        Assert.Equal(wallet.Lots.Open.Skip(400), left!.Lots.Open);

        await _store.Earn(id, 5, "later");
        Assert.Equal(
            55,
            (await _store.Find(id, TestContext.Current.CancellationToken))!.Lots.Open.Sum(lot => lot.Points.Value)
        );
    }

    [Fact]
    public async Task An_entry_lists_the_first_100_lots_and_counts_the_others()
    {
        var id = await Sample.EnrolMember(cosmos);
        var booked = await Grant(id, 450, "grant");

        Assert.Equal((100, 350), (booked.Entry.After.Lots.Length, booked.Entry.After.MoreLots));
    }

    private Task<Outcome.Booked> Grant(WalletId id, int lots, string key, string issuer = "issuer-") =>
        Grant(id, [.. LotsOf(lots - 1, issuer)], key);

    /// <summary>Books a purchase of one point on a wallet with these lots, and no others.</summary>
    private async Task<Outcome.Booked> Grant(WalletId id, ImmutableArray<Lot> lots, string key)
    {
        var request = Request.From("test", "grant", key, "f", Sample.Noon);
        var outcome = await _store.Commit(
            id,
            request,
            (wallet, _) =>
            {
                var before = wallet with { Lots = lots.Aggregate(Lots.None, (all, lot) => all.Add(lot)) };
                var pending = before.BeginChange(Sample.Terms, Sample.Noon);
                pending = pending.Book(
                    request,
                    new EntryKind.Purchase("zz-last", key),
                    pending.NextChange.Receive([new Lot(new(1), null, "zz-last")], pending.Today),
                    []
                );
                return new Decision.Accepted(pending);
            },
            TestContext.Current.CancellationToken
        );
        return outcome.ExpectBooked();
    }

    [Theory]
    [InlineData("issuer-")]
    [InlineData("an-issuer-whose-id-is-as-long-as-ids-of-merchants-can-be----")]
    public async Task All_lots_of_a_full_wallet_can_be_spent_at_once_and_given_back_when_it_is_full_again(string issuer)
    {
        var id = await Sample.EnrolMember(cosmos);
        var full = Lots.SizeMax / new Lot(new(1), null, $"{issuer}0000").Size / 100 * 100;
        await Grant(id, full, "first", issuer);
        var spent = (await _store.RedeemMugs(id, full / 100, "spend")).ExpectBooked();
        var fullAgain = (Lots.SizeMax / new Lot(new(1), null, $"{issuer}0000").Size) + 1;
        await Grant(id, fullAgain, "second", "b" + issuer[1..]);

        (await _store.Earn(id, 1, "no-room")).ExpectRefused();
        (await ReverseAll(id, Redemption.IdOf(spent.Entry.EntryId), Sample.Noon)).ExpectBooked();

        var wallet = (await _store.Find(id, TestContext.Current.CancellationToken))!;
        Assert.Equal(
            (full + fullAgain - 1, new Points(full + fullAgain)),
            (wallet.Lots.Open.Length, wallet.Lots.Total)
        );
    }

    [Fact]
    public async Task A_whole_refund_gives_back_twenty_redemptions_from_many_lots_to_a_wallet_that_is_full_again()
    {
        const int Redemptions = 20;
        var id = await Sample.EnrolMember(cosmos);
        await Grant(id, 100 * Redemptions, "grant");
        var spent = new List<string>();
        for (var i = 0; i < Redemptions; i++)
            spent.Add(Redemption.IdOf((await _store.RedeemMugs(id, 1, $"spend-{i}")).ExpectBooked().Entry.EntryId));
        var (purchase, request) = Sample.EarnRequest(id, 10, "paid");
        purchase = purchase with { RedemptionIds = [.. spent] };
        (
            await _store.Commit(
                id,
                request,
                (wallet, records) =>
                    Accrue.Decide(wallet, records, purchase, Sample.Terms, request, Allowance.Unlimited),
                CancellationToken.None
            )
        ).ExpectBooked();
        await Grant(id, (Lots.SizeMax / new Lot(new(1), null, "another0000").Size) + 1, "full", "another");

        var refund = new Refund(id, "shop", purchase.OrderId, "r", new RefundClaim.Amount(new(1_000)));
        var refundRequest = Request.From("test", "refund", "r", refund.Fingerprint(), Sample.Noon);
        var refunded = await _store.Commit(
            id,
            refundRequest,
            (wallet, records) =>
                Refund.Decide(wallet, records, refund, Sample.Terms, refundRequest, Allowance.Unlimited),
            CancellationToken.None
        );

        Assert.Equal(
            new Points(100 * Redemptions),
            Assert.IsType<EntryKind.Refund>(refunded.ExpectBooked().Entry.Kind).PointsReturned
        );
    }

    [Fact]
    public async Task In_a_full_wallet_points_that_come_back_join_the_issuers_next_lot_and_expire_no_earlier()
    {
        var id = await Sample.EnrolMember(cosmos);
        var days = Enumerable.Range(0, 100).Select(i => new DateOnly(2028, 1, 1).AddDays(i)).ToArray();
        await Grant(id, [.. days.Select(day => new Lot(new(1), day, "shop"))], "first");
        var spent = (await _store.RedeemMugs(id, 1, "spend")).ExpectBooked();
        var full = Lots.SizeMax / new Lot(new(1), null, "issuer-0000").Size;
        await Grant(id, [new(new(1), days[50], "shop"), .. LotsOf(full, "issuer-")], "second");

        var reversal = (await ReverseAll(id, Redemption.IdOf(spent.Entry.EntryId), Sample.Noon)).ExpectBooked();

        var lots = (await _store.Find(id, TestContext.Current.CancellationToken))!.Lots.Open;
        Assert.Equal(
            [new Lot(new(52), days[50], "shop"), new Lot(new(49), days[99], "shop")],
            lots.Where(lot => lot.IssuedBy == "shop")
        );
        Assert.Contains(
            reversal.Entry.Explanation,
            line => line.Because.StartsWith("98 points last longer", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task Thousands_of_lots_that_expired_are_booked_before_a_request_that_takes_thousands_of_others()
    {
        var id = await Sample.EnrolMember(cosmos);
        const int Half = 7_500;
        await Grant(
            id,
            [
                .. LotsOf(Half, "expiring-").Select(lot => lot with { ExpiresOn = new(2026, 11, 30) }),
                .. LotsOf(Half - 1, "lasting--"),
            ],
            "grant"
        );

        (await _store.RedeemMugs(id, Half / 100, "spend", Sample.Noon.AddMonths(1))).ExpectBooked();

        Assert.Equal(
            [typeof(EntryKind.Redemption), typeof(EntryKind.Expiry), typeof(EntryKind.Purchase)],
            (await _store.ListEntries(id, long.MaxValue, 10, CancellationToken.None)).Select(it => it.Kind.GetType())
        );
        Assert.Empty((await _store.Find(id, TestContext.Current.CancellationToken))!.Lots.Open);
    }

    [Fact]
    public void A_lot_is_never_larger_in_the_store_than_it_is_counted()
    {
        var lot = new Lot(new(long.MaxValue), DateOnly.MaxValue, new string('x', 64));
        var pending = new PendingLot(lot.Points, DateOnly.MaxValue, lot.ExpiresOn, lot.IssuedBy, int.MaxValue);

        Assert.True(
            ReadableJson.Serialize(LotDocument.FromOptional(lot)!, DocumentJson.Default.LotDocument).Length < lot.Size
        );
        Assert.True(
            ReadableJson
                .Serialize(PendingLotDocument.FromOrNull([pending])![0], DocumentJson.Default.PendingLotDocument)
                .Length < pending.Size
        );
    }

    private static IEnumerable<Lot> LotsOf(int count, string issuer) =>
        Enumerable.Range(0, count).Select(i => new Lot(new(1), null, $"{issuer}{i:0000}"));

    private Task<Outcome> ReverseAll(WalletId id, string redemptionId, DateTimeOffset now)
    {
        var command = new Reverse(redemptionId, new Actor.Operator(), null, FaultParty.Member, "test");
        var request = Request.From("test", "reverse", redemptionId, command.Fingerprint(), now);
        return _store.Commit(
            id,
            request,
            (wallet, records) => Reverse.Decide(wallet, records, command, Sample.Terms, request, Allowance.Unlimited),
            TestContext.Current.CancellationToken
        );
    }
}
