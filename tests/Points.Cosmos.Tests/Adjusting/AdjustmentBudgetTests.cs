using Points.Cosmos.Budgets;
using Points.Domain;
using Points.Domain.Adjusting;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Tests.Adjusting;

/// <summary>
/// Adjustments have a budget of their own, as hard as the main one (law L6), and each reference counts once.
/// </summary>
public sealed class AdjustmentBudgetTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private TestShop _shop = null!;

    private static readonly ProgrammeTerms Terms = Sample.Terms with
    {
        Adjustments = new(new(BudgetPeriod.Month, new(100)), "shop"),
    };

    public async ValueTask InitializeAsync()
    {
        await _cosmos.InitializeAsync();
        _shop = await TestShop.Open(_cosmos);
    }

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Given_many_at_once_Then_exactly_the_cap_is_given_and_points_taken_free_nothing()
    {
        var wallets = new List<WalletId>();
        for (var i = 0; i < 6; i++)
            wallets.Add(await _shop.EnrolWithPoints(50));
        await using var budgets = new CosmosBudgets(_cosmos.Client, TimeProvider.System);

        var outcomes = await Task.WhenAll(wallets.Select((wallet, i) => Adjust(budgets, wallet, 30, $"up-{i}")));

        Assert.Equal(3, outcomes.Count(it => it is Outcome.Booked));
        Assert.All(outcomes.OfType<Outcome.Refused>(), it => Assert.IsType<Refusal.BudgetExhausted>(it.Refusal));
        (await Adjust(budgets, wallets[0], -50, "down")).ExpectBooked();
        Assert.IsType<Refusal.BudgetExhausted>((await Adjust(budgets, wallets[1], 11, "more")).ExpectRefused());
        var state = await budgets.GetState(BudgetKey.OfAdjustments(Terms, Sample.Noon)!, CancellationToken.None);
        Assert.Equal((100, 90), (state.Cap.Value, state.Issued.Value));
    }

    [Fact]
    public async Task Given_the_same_reference_many_times_at_once_Then_it_counts_once_and_the_rest_goes_back()
    {
        var wallet = await _shop.EnrolWithPoints(50);
        await using var budgets = new CosmosBudgets(_cosmos.Client, TimeProvider.System);

        var outcomes = await Task.WhenAll(
            Enumerable.Range(0, 5).Select(i => Adjust(budgets, wallet, 20, "ticket", $"key-{i}"))
        );

        var first = outcomes.OfType<Outcome.Booked>().Single().Entry.EntryId;
        Assert.All(
            outcomes.OfType<Outcome.Refused>(),
            it => Assert.Equal(new Refusal.AdjustmentAlreadyCounted(first), it.Refusal)
        );
        Assert.Equal(70, await _shop.Store.VerifiedBalance(wallet));
        Assert.Equal(
            new EntryKind.Adjustment(AdjustmentKind.Goodwill, new(20), "ticket"),
            (await _shop.Store.ListEntries(wallet, long.MaxValue, 1, CancellationToken.None)).Single().Kind
        );
        var state = await budgets.GetState(BudgetKey.OfAdjustments(Terms, Sample.Noon)!, CancellationToken.None);
        Assert.Equal(20, state.Issued.Value);
    }

    private Task<Outcome> Adjust(
        CosmosBudgets budgets,
        WalletId wallet,
        long points,
        string reference,
        string? key = null
    )
    {
        var command = new Adjust(
            wallet,
            points > 0 ? AdjustmentKind.Goodwill : AdjustmentKind.Correction,
            new(points),
            "test",
            reference
        );
        var request = Request.From("operator", "adjust", key ?? reference, command.Fingerprint(), Sample.Noon);
        return _shop
            .Cosmos.CreateIssuance(budgets)
            .CommitAdjustment(
                wallet,
                request,
                Terms,
                (it, records, allowance) =>
                    Domain.Adjusting.Adjust.Decide(it, records, command, Terms, request, allowance),
                CancellationToken.None
            );
    }
}
