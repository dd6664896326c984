using Emulators.CosmosDb;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Wallets;

public sealed class CommitTests(CosmosFixture cosmos)
{
    private readonly CosmosWalletStore _store = new(cosmos.Client);

    [Fact]
    public async Task Given_an_enrolled_member_When_earning_and_spending_Then_wallet_and_ledger_have_both_entries()
    {
        var id = await Sample.EnrolMember(cosmos);

        var earned = (await _store.Earn(id, 250, "k1")).ExpectBooked();
        var spent = (await _store.RedeemMugs(id, 2, "k2")).ExpectBooked();

        Assert.False(earned.IsReplayed);
        Assert.Equal([spent.Entry.EntryId, earned.Entry.EntryId], (await Entries(id)).Select(entry => entry.EntryId));
        Assert.Equal(50, await _store.VerifiedBalance(id));
    }

    [Fact]
    public async Task Given_a_member_who_is_not_enrolled_When_earning_Then_refused_and_nothing_is_written()
    {
        var stranger = new WalletId($"m-{Guid.NewGuid():N}", "shop");

        Assert.IsType<Refusal.MemberNotEnrolled>((await _store.Earn(stranger, 10, "k")).ExpectRefused());
        Assert.Null(await _store.Find(stranger, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Given_a_wallet_without_points_When_repeating_the_redemption_Then_it_gets_its_first_entry()
    {
        var id = await Sample.EnrolMember(cosmos);
        await _store.Earn(id, 100, "k1");
        var first = (await _store.RedeemMugs(id, 1, "k2")).ExpectBooked();

        var again = (await _store.RedeemMugs(id, 1, "k2")).ExpectBooked();

        Assert.True(again.IsReplayed);
        Assert.Equal(first.Entry.Hash, again.Entry.Hash);
        Assert.Equal(first.Entry.After.Lots, again.Entry.After.Lots);
        Assert.Equal(0, await _store.VerifiedBalance(id));
        Assert.Equal(2, (await Entries(id)).Count);
    }

    [Fact]
    public async Task When_another_command_has_the_same_key_Then_refused_even_if_the_points_do_not_suffice()
    {
        var id = await Sample.EnrolMember(cosmos);
        await _store.Earn(id, 300, "k1");
        await _store.RedeemMugs(id, 1, "k2");

        Assert.IsType<Refusal.IdempotencyKeyReused>((await _store.RedeemMugs(id, 2, "k2")).ExpectRefused());
        Assert.IsType<Refusal.IdempotencyKeyReused>((await _store.RedeemMugs(id, 9, "k2")).ExpectRefused());
        Assert.Equal(200, await _store.VerifiedBalance(id));
    }

    [Fact]
    public async Task Given_an_order_that_has_earned_When_posted_with_another_key_Then_refused_naming_the_first_entry()
    {
        var id = await Sample.EnrolMember(cosmos);
        var first = (await _store.Earn(id, 100, "k1", "order-1")).ExpectBooked();

        var second = (await _store.Earn(id, 100, "k2", "order-1")).ExpectRefused();

        Assert.Equal(new Refusal.OrderAlreadyAccrued(first.Entry.EntryId, "shop"), second);
        Assert.Equal(100, await _store.VerifiedBalance(id));
    }

    [Fact]
    public async Task A_refused_request_can_be_repeated_and_succeed()
    {
        var id = await Sample.EnrolMember(cosmos);
        Assert.IsType<Refusal.NotEnoughPoints>((await _store.RedeemMugs(id, 1, "k")).ExpectRefused());
        await _store.Earn(id, 100, "k1");

        Assert.False((await _store.RedeemMugs(id, 1, "k")).ExpectBooked().IsReplayed);
    }

    [Fact]
    public async Task Given_points_for_one_redemption_When_50_run_in_parallel_Then_one_succeeds()
    {
        var id = await Sample.EnrolMember(cosmos);
        await _store.Earn(id, 100, "k");

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _store.RedeemMugs(id, 1, $"k{i}")));

        Assert.Single(outcomes, outcome => outcome is Outcome.Booked);
        Assert.Equal(49, outcomes.OfType<Outcome.Refused>().Count(it => it.Refusal is Refusal.NotEnoughPoints));
        Assert.Equal(0, await _store.VerifiedBalance(id));
    }

    [Fact]
    public async Task When_50_purchases_of_one_member_run_in_parallel_Then_all_earn()
    {
        var id = await Sample.EnrolMember(cosmos);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(i => _store.Earn(id, 10, $"k{i}")));

        Assert.All(outcomes, outcome => outcome.ExpectBooked());
        Assert.Equal(500, await _store.VerifiedBalance(id));
    }

    [Fact]
    public async Task When_50_repeats_of_one_request_run_in_parallel_Then_it_counts_once_and_all_get_the_same_entry()
    {
        var id = await Sample.EnrolMember(cosmos);

        var outcomes = await Task.WhenAll(Enumerable.Range(0, 50).Select(_ => _store.Earn(id, 10, "k")));

        Assert.Single(outcomes.Select(outcome => outcome.ExpectBooked().Entry.Hash).Distinct());
        Assert.Single(outcomes, outcome => !outcome.ExpectBooked().IsReplayed);
        Assert.Equal(10, await _store.VerifiedBalance(id));
    }

    [Fact]
    public async Task Entries_of_one_programme_are_listed_newest_first_page_by_page()
    {
        var id = await Sample.EnrolMember(cosmos);
        for (var i = 1; i <= 7; i++)
            await _store.Earn(id, i, $"k{i}");

        Assert.Equal(
            [7, 6, 5],
            (await _store.ListEntries(id, long.MaxValue, 3, TestContext.Current.CancellationToken)).Select(entry =>
                entry.Sequence
            )
        );
        Assert.Equal(
            [4, 3, 2],
            (await _store.ListEntries(id, 5, 3, TestContext.Current.CancellationToken)).Select(entry => entry.Sequence)
        );
        Assert.Equal(
            [1],
            (await _store.ListEntries(id, 2, 3, TestContext.Current.CancellationToken)).Select(entry => entry.Sequence)
        );
        Assert.Empty(
            await _store.ListEntries(
                id with
                {
                    ProgrammeId = "other",
                },
                long.MaxValue,
                3,
                TestContext.Current.CancellationToken
            )
        );
    }

    [Fact]
    public async Task A_redemption_is_found_by_its_id_and_its_member_only()
    {
        var id = await Sample.EnrolMember(cosmos);
        var earned = (await _store.Earn(id, 100, "k1")).ExpectBooked();
        var spent = (await _store.RedeemMugs(id, 1, "k2")).ExpectBooked();
        var redemptionId = ((EntryKind.Redemption)spent.Entry.Kind).RedemptionId;

        var found = await _store.FindRedemption(id.MemberId, redemptionId, TestContext.Current.CancellationToken);

        Assert.Equal(
            (new Points(100), new Fen(2_500), spent.Entry.EntryId),
            (found!.Points, found.Worth, found.History.Single().EntryId)
        );
        Assert.Null(
            await _store.FindRedemption(id.MemberId, earned.Entry.EntryId, TestContext.Current.CancellationToken)
        );
        Assert.Null(await _store.FindRedemption("someone-else", redemptionId, TestContext.Current.CancellationToken));
    }

    private Task<IReadOnlyList<LedgerEntry>> Entries(WalletId id) =>
        _store.ListEntries(id, long.MaxValue, 100, TestContext.Current.CancellationToken);

    [Fact]
    public async Task A_refusal_without_a_wallet_is_given_only_if_the_request_was_not_booked_before()
    {
        var id = await Sample.EnrolMember(cosmos);
        var first = (await _store.Earn(id, 100, "k1")).ExpectBooked();
        var (_, request) = Sample.EarnRequest(id, 100, "k1");

        var refused = new Refusal.NotFound("programme");

        Assert.True(
            (await _store.RefuseUnlessBooked(id, request, refused, TestContext.Current.CancellationToken))
                .ExpectBooked()
                .IsReplayed
        );
        Assert.IsType<Refusal.IdempotencyKeyReused>(
            (
                await _store.RefuseUnlessBooked(
                    id,
                    request with
                    {
                        Fingerprint = "other",
                    },
                    refused,
                    TestContext.Current.CancellationToken
                )
            ).ExpectRefused()
        );
        Assert.Same(
            refused,
            (
                await _store.RefuseUnlessBooked(
                    id,
                    request with
                    {
                        Identity = "e-new",
                    },
                    refused,
                    TestContext.Current.CancellationToken
                )
            ).ExpectRefused()
        );
    }

    [Fact]
    public async Task A_key_used_in_one_programme_cannot_be_used_in_another()
    {
        var id = await Sample.EnrolMember(cosmos);
        await _store.Earn(id, 100, "k1");

        Assert.IsType<Refusal.IdempotencyKeyReused>(
            (await _store.Earn(id with { ProgrammeId = "elsewhere" }, 100, "k1")).ExpectRefused()
        );
    }

    [Fact]
    public async Task Given_missing_containers_Then_the_store_is_unavailable_instead_of_refusing_the_member()
    {
        Assert.SkipWhen(cosmos.Local is null, "a real account has its containers");
        using var folder = new TempFolder();
        await using var empty = CosmosEmulator.Open(new(folder.Path));
        using var client = empty.Connect();

        await Assert.ThrowsAsync<StoreUnavailableException>(() =>
            new CosmosWalletStore(client).Earn(new("m-1", "shop"), 1, "k")
        );
    }
}
