using System.Text.Json;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Cosmos.Keys;
using Points.Domain;
using Points.Domain.Ledger;

namespace Points.Cosmos.Tests.Earning;

/// <summary>An order earns once, whoever the member (decision 28).</summary>
public sealed class OrderClaimTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();
    private readonly string _order = $"order-{Guid.NewGuid():N}";
    private TestShop _shop = null!;
    private WalletId _ming = null!;
    private WalletId _lan = null!;

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos, _clock);
        (_ming, _lan) = (await _shop.EnrolWithPoints(0), await _shop.EnrolWithPoints(0));
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Given_an_order_that_has_earned_When_posted_for_another_member_Then_refused_with_entry_and_programme()
    {
        var first = (await _shop.Earn(_ming, 100, _order)).ExpectBooked();

        Assert.Equal(
            new Refusal.OrderAlreadyAccrued(first.Entry.EntryId, "shop"),
            (await _shop.Earn(_lan, 100, _order)).ExpectRefused()
        );
        Assert.Equal((100, 0), await Balances());
    }

    [Fact]
    public async Task When_20_members_post_the_same_order_at_once_Then_one_earns()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _shop.EnrolWithPoints(0)));

        var answers = await Task.WhenAll(members.Select(it => TryEarn(it)));

        Assert.Single(answers, it => it is Outcome.Booked);
        foreach (var (member, answer) in members.Zip(answers))
            if (answer is not Outcome.Booked)
                Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(member, 100, _order)).ExpectRefused());
    }

    [Fact]
    public async Task When_one_member_posts_the_same_order_20_times_at_once_Then_one_earns_and_nobody_waits()
    {
        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => _shop.Earn(_ming, 100, _order, $"{_order}-{i}"))
        );

        Assert.Single(answers, it => it is Outcome.Booked);
        Assert.Equal(100, await _shop.Store.VerifiedBalance(_ming));
    }

    [Fact]
    public async Task A_claim_names_the_ledger_and_nothing_of_the_member_or_the_order()
    {
        await _shop.Earn(_ming, 100, _order);

        var claim = (await FindClaim())!.RootElement;

        Assert.Equal($"key-of-{_ming.MemberId}", claim.GetProperty("ledgerKey").GetString());
        Assert.Equal((90 + 30) * 24 * 60 * 60, claim.GetProperty("ttl").GetInt32());
        Assert.Equal(
            ["at", "id", "ledgerKey", "request", "ttl", "type"],
            claim.EnumerateObject().Select(it => it.Name).Where(it => it[0] != '_').Order(StringComparer.Ordinal)
        );
        var text = claim
            .GetRawText()
            .Replace(
                $"key-of-{_ming.MemberId}",
                "",
                StringComparison.Ordinal // The sample's keys are not random.
            );
        Assert.DoesNotContain(_ming.MemberId, text, StringComparison.Ordinal);
        Assert.DoesNotContain(_order, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_refusal_deletes_its_own_claim()
    {
        Assert.IsType<Refusal.BudgetExhausted>((await _shop.Earn(_ming, 5_000_000, _order)).ExpectRefused());

        Assert.Null(await FindClaim());
        (await _shop.Earn(_lan, 100, _order)).ExpectBooked();
    }

    [Fact]
    public async Task A_request_for_a_stranger_leaves_no_claim_even_if_the_key_was_known()
    {
        await _shop.Earn(_ming, 100, $"{_order}-before");
        var stranger = new WalletId($"m-{Guid.NewGuid():N}", "shop");

        Assert.IsType<Refusal.MemberNotEnrolled>((await _shop.Earn(stranger, 100, _order)).ExpectRefused());

        Assert.Null(await FindClaim());
    }

    [Fact]
    public async Task A_repeat_gets_its_first_answer_although_another_member_has_the_order_by_now()
    {
        var first = (await _shop.Earn(_ming, 100, _order)).ExpectBooked();
        (await _shop.Refund(_ming, _order, $"r-{_order}", 100)).ExpectBooked();
        (await _shop.Earn(_lan, 100, _order)).ExpectBooked();

        var again = (await _shop.Earn(_ming, 100, _order)).ExpectBooked();

        Assert.Equal((true, first.Entry.Hash), (again.IsReplayed, again.Entry.Hash));
        Assert.Equal((0, 100), await Balances());
    }

    [Fact]
    public async Task A_repeat_gets_its_first_answer_when_the_claim_has_expired_and_leaves_none()
    {
        await _shop.Earn(_ming, 100, _order);
        await DeleteClaim();

        Assert.True((await _shop.Earn(_ming, 100, _order)).ExpectBooked().IsReplayed);

        Assert.Null(await FindClaim());
        Assert.Equal(100, await _shop.Store.VerifiedBalance(_ming));
    }

    [Fact]
    public async Task A_whole_refund_frees_the_number_for_another_member()
    {
        await _shop.Earn(_ming, 100, _order);
        await _shop.Refund(_ming, _order, $"r1-{_order}", 40);
        Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(_lan, 100, _order)).ExpectRefused());

        await _shop.Refund(_ming, _order, $"r2-{_order}", 60);

        Assert.Null(await FindClaim());
        (await _shop.Earn(_lan, 100, _order)).ExpectBooked();
        Assert.Equal((0, 100), await Balances());
    }

    [Fact]
    public async Task A_whole_refund_frees_the_number_for_the_same_member_and_a_refund_counts_once()
    {
        await _shop.Earn(_ming, 100, _order);
        await _shop.Refund(_ming, _order, $"r1-{_order}", 100);

        (await _shop.Earn(_ming, 70, _order, $"again-{_order}")).ExpectBooked();

        Assert.Equal(70, await _shop.Store.VerifiedBalance(_ming));
        Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(_lan, 100, _order)).ExpectRefused());
        Assert.True((await _shop.Refund(_ming, _order, $"r1-{_order}", 100)).ExpectBooked().IsReplayed);
        (await _shop.Refund(_ming, _order, $"r2-{_order}", 70)).ExpectBooked();
        Assert.Equal(0, await _shop.Store.VerifiedBalance(_ming));
    }

    [Fact]
    public async Task When_a_freed_number_is_used_again_20_times_at_once_Then_one_earns()
    {
        await _shop.Earn(_ming, 100, _order);
        await _shop.Refund(_ming, _order, $"r-{_order}", 100);

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 20).Select(i => TryEarn(i % 2 == 0 ? _ming : _lan, $"{_order}-{i}"))
        );

        Assert.Single(answers, it => it is Outcome.Booked);
        var (ming, lan) = await Balances();
        Assert.Equal(100, ming + lan);
    }

    [Fact]
    public async Task Given_a_claim_without_an_order_Then_others_wait_two_minutes_and_take_it_over()
    {
        await LeaveClaim(_ming, TimeSpan.Zero);

        await Assert.ThrowsAsync<OrderBusyException>(() => _shop.Earn(_lan, 100, _order));
        _clock.Shift = OrderClaim.AbandonedAfter - TimeSpan.FromSeconds(5);
        await Assert.ThrowsAsync<OrderBusyException>(() => _shop.Earn(_lan, 100, _order));
        _clock.Shift = OrderClaim.AbandonedAfter + TimeSpan.FromSeconds(1);
        (await _shop.Earn(_lan, 100, _order)).ExpectBooked();

        Assert.IsType<Refusal.OrderAlreadyAccrued>((await _shop.Earn(_ming, 100, _order)).ExpectRefused());
        Assert.Equal((0, 100), await Balances());
    }

    [Fact]
    public async Task Given_a_claim_without_an_order_Then_the_same_member_goes_on_at_once()
    {
        await LeaveClaim(_ming, TimeSpan.Zero);

        (await _shop.Earn(_ming, 100, _order)).ExpectBooked();
    }

    [Fact]
    public async Task A_claim_that_was_taken_over_is_given_up_by_a_refusal_too()
    {
        await LeaveClaim(_ming, TimeSpan.FromMinutes(3));

        Assert.IsType<Refusal.BudgetExhausted>((await _shop.Earn(_lan, 5_000_000, _order)).ExpectRefused());

        Assert.Null(await FindClaim());
    }

    [Fact]
    public async Task A_claim_shared_with_another_request_is_not_given_up_by_a_refusal()
    {
        await LeaveClaim(_ming, TimeSpan.Zero);

        Assert.IsType<Refusal.BudgetExhausted>((await _shop.Earn(_ming, 5_000_000, _order)).ExpectRefused());

        Assert.NotNull(await FindClaim());
    }

    [Fact]
    public async Task Given_a_wholly_refunded_order_whose_claim_was_left_Then_others_take_it_over_after_two_minutes()
    {
        await _shop.Earn(_ming, 100, _order);
        await _shop.Refund(_ming, _order, $"r-{_order}", 100);
        await LeaveClaim(_ming, TimeSpan.FromMinutes(3));

        (await _shop.Earn(_lan, 100, _order)).ExpectBooked();
    }

    [Fact]
    public async Task Given_the_owner_was_erased_Then_the_order_stays_refused_and_nothing_is_named()
    {
        await LeaveClaim(new($"gone-{Guid.NewGuid():N}", "shop"), TimeSpan.FromDays(1));

        Assert.Equal(
            new Refusal.OrderAlreadyAccrued(null, null),
            (await _shop.Earn(_lan, 100, _order)).ExpectRefused()
        );
    }

    [Fact]
    public async Task A_refund_under_another_member_is_refused_and_one_that_nobody_has_claimed_waits()
    {
        var waits = (await _shop.Refund(_lan, $"{_order}-unknown", $"r0-{_order}", 10)).ExpectBooked();
        await _shop.Earn(_ming, 100, _order);

        Assert.IsType<Refusal.OrderOfAnotherMember>(
            (await _shop.Refund(_lan, _order, $"r1-{_order}", 10)).ExpectRefused()
        );
        Assert.True(waits.Entry.Kind is EntryKind.Refund { IsBeforePurchase: true });
        Assert.Equal((100, 0), await Balances());
    }

    [Fact]
    public async Task A_refund_waits_for_a_claim_that_may_still_be_booked_and_repeats_are_answered()
    {
        var first = (await _shop.Refund(_lan, _order, $"r1-{_order}", 10)).ExpectBooked();
        await LeaveClaim(_ming, TimeSpan.Zero);

        await Assert.ThrowsAsync<OrderBusyException>(() => _shop.Refund(_lan, _order, $"r2-{_order}", 10));
        Assert.Equal(
            first.Entry.Hash,
            (await _shop.Refund(_lan, _order, $"r1-{_order}", 10)).ExpectBooked().Entry.Hash
        );
        _clock.Shift = TimeSpan.FromMinutes(3);
        (await _shop.Refund(_lan, _order, $"r2-{_order}", 10)).ExpectBooked();
    }

    [Fact]
    public async Task Given_order_numbers_of_members_Then_each_member_earns_and_refunds_and_nothing_is_claimed()
    {
        await using var store = new CosmosFixture();
        await store.InitializeAsync();
        var shop = await TestShop.Open(store, _clock, orderScope: "member");
        var (ming, lan) = (await shop.EnrolWithPoints(0), await shop.EnrolWithPoints(0));

        (await shop.Earn(ming, 100, "o")).ExpectBooked();
        (await shop.Earn(lan, 70, "o")).ExpectBooked();
        (await shop.Refund(ming, "o", "r-1", 100)).ExpectBooked();
        (await shop.Earn(ming, 50, "o", "again")).ExpectBooked();

        Assert.IsType<Refusal.OrderAlreadyAccrued>((await shop.Earn(lan, 70, "o", "other")).ExpectRefused());
        Assert.Equal(50, await shop.Store.VerifiedBalance(ming));
        Assert.Equal(70, await shop.Store.VerifiedBalance(lan));
        Assert.Equal(
            OrderOwner.NoOther,
            await shop.Claims.FindOwner(new("shop", "o"), new("any"), TestContext.Current.CancellationToken)
        );
    }

    private async Task<Outcome?> TryEarn(WalletId wallet, string? key = null)
    {
        try
        {
            return await _shop.Earn(wallet, 100, _order, key);
        }
        catch (OrderBusyException)
        {
            return null;
        }
    }

    private async Task<(long Ming, long Lan)> Balances() =>
        (await _shop.Store.VerifiedBalance(_ming), await _shop.Store.VerifiedBalance(_lan));

    /// <summary>Leaves the claim of an instance that ended before it booked anything.</summary>
    private async Task LeaveClaim(WalletId of, TimeSpan age)
    {
        var document = new OrderClaimDocument(
            await ClaimId(),
            OrderClaimDocument.TypeName,
            $"key-of-{of.MemberId}",
            "of-another-request",
            TimeProvider.System.GetUtcNow() - age,
            1_000
        );
        await Lookups.UpsertItemStreamAsync(
            new MemoryStream(JsonSerializer.SerializeToUtf8Bytes(document, DocumentJson.Default.OrderClaimDocument)),
            new(document.Id),
            cancellationToken: TestContext.Current.CancellationToken
        );
    }

    private async Task<JsonDocument?> FindClaim()
    {
        var id = await ClaimId();
        using var response = await Lookups.ReadItemStreamAsync(
            id,
            new(id),
            cancellationToken: TestContext.Current.CancellationToken
        );
        return response.IsSuccessStatusCode ? JsonDocument.Parse(response.Content) : null;
    }

    private async Task DeleteClaim()
    {
        var id = await ClaimId();
        using var response = await Lookups.DeleteItemStreamAsync(
            id,
            new(id),
            cancellationToken: TestContext.Current.CancellationToken
        );
        Assert.True(response.IsSuccessStatusCode);
    }

    private async Task<string> ClaimId() =>
        OrderClaimDocument.IdOf(
            await new DeploymentKey(_cosmos.Client).Protect(
                Digest.Compute("claim", "shop", _order),
                TestContext.Current.CancellationToken
            )
        );

    private Container Lookups => _cosmos.Client.GetContainer(CosmosContainers.Database, CosmosContainers.Lookups);
}
