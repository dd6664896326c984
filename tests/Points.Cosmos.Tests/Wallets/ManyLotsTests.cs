using Points.Cosmos.Documents;
using Points.Cosmos.Wallets;
using Points.Domain.Ledger;

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

    private async Task<Outcome.Booked> Grant(WalletId id, int lots, string key, string issuer = "issuer-")
    {
        var request = Request.From("test", "grant", key, "f", Sample.Noon);
        var outcome = await _store.Commit(
            id,
            request,
            (wallet, _) =>
            {
                var before = wallet with
                {
                    Lots = Lots.FromSorted([
                        .. Enumerable.Range(0, lots - 1).Select(i => new Lot(new(1), null, $"{issuer}{i:0000}")),
                    ]),
                };
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

    [Fact]
    public async Task The_most_lots_of_a_wallet_with_the_longest_ids_can_be_written_and_spent_at_once()
    {
        var id = await Sample.EnrolMember(cosmos);
        await Grant(id, Lots.CountMax, "grant", issuer: new string('x', 56));

        (await _store.RedeemMugs(id, Lots.CountMax / 100, "spend")).ExpectBooked();

        Assert.Empty((await _store.Find(id, TestContext.Current.CancellationToken))!.Lots.Open);
    }
}
