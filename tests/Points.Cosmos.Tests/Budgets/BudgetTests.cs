using Points.Cosmos.Budgets;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Local.Cosmos;

namespace Points.Cosmos.Tests.Budgets;

/// <summary>The budget is a hard cap: under any concurrency, with instances dying at any moment, and reachable to the point.</summary>
[Collection(nameof(BudgetTests))]
public sealed class BudgetTests : IAsyncLifetime
{
    private readonly CosmosFixture _cosmos = new();
    private readonly ShiftedClock _clock = new();
    private readonly List<WalletId> _members = [];

    public ValueTask InitializeAsync() => _cosmos.InitializeAsync();

    public ValueTask DisposeAsync() => _cosmos.DisposeAsync();

    [Fact]
    public async Task Sixty_four_writers_on_four_instances_reach_the_cap_to_the_point_and_never_pass_it()
    {
        var (terms, instances) = (Terms(500), Instances(4));
        await Enrol(16);

        var outcomes = await Task.WhenAll(
            Enumerable
                .Range(0, 64)
                .Select(writer => Task.Run(() => Earn(instances[writer % 4], terms, writer, orders: 12, points: 1)))
        );

        Assert.Equal(500, outcomes.Sum());
        Assert.Equal(500, await InLedgers());
        foreach (var instance in instances)
            await instance.DisposeAsync();
        await AssertState(terms, issued: 500, leased: 0);
    }

    [Fact]
    public async Task Orders_of_many_points_draw_on_many_shards_and_use_the_budget_up()
    {
        var (terms, instance) = (Terms(100), Instances(1)[0]);
        await Enrol(4);

        var issued = await Earn(instance, terms, 0, orders: 3, points: 45);
        issued += await Earn(instance, terms, 1, orders: 30, points: 1);

        Assert.Equal(100, issued);
        Assert.Equal(100, await InLedgers());
    }

    [Fact]
    public async Task What_an_instance_leaves_over_others_can_issue()
    {
        var (terms, instances) = (Terms(100), Instances(2));
        await Enrol(1);
        await Earn(instances[0], terms, 0, orders: 3, points: 45);

        await instances[0].DisposeAsync();

        Assert.Equal(10, await Earn(instances[1], terms, 1, orders: 11, points: 1));
    }

    [Fact]
    public async Task What_an_instance_has_issued_shows_at_once_and_the_parts_add_up()
    {
        var (terms, instance) = (Terms(10_000), Instances(1)[0]);
        await Enrol(1);
        await Earn(instance, terms, 0, orders: 2, points: 45);

        var state = await instance.GetState(BudgetKey.Of(terms, Sample.Noon)!, CancellationToken.None);

        Assert.Equal((90, 10_000), (state.Issued.Value, (state.Issued + state.Leased + state.Remaining).Value));
        Assert.True(state.Leased > Points.Zero);
    }

    [Fact]
    public async Task A_repeated_request_gets_its_first_answer_though_the_budget_is_used_up()
    {
        var (terms, instance) = (Terms(10), Instances(1)[0]);
        await Enrol(1);
        var issuance = new Issuance(new CosmosWalletStore(_cosmos.Client), instance);

        var first = (await Order(issuance, terms, 0, "k", 10)).ExpectBooked();
        var again = (await Order(issuance, terms, 0, "k", 10)).ExpectBooked();

        Assert.IsType<Refusal.BudgetExhausted>((await Order(issuance, terms, 0, "other", 1)).ExpectRefused());
        Assert.Equal((first.Entry.Hash, true), (again.Entry.Hash, again.IsReplayed));
        Assert.Equal(10, await InLedgers());
    }

    [Fact]
    public async Task A_new_period_has_a_budget_of_its_own_and_a_raised_cap_counts_at_once()
    {
        var (terms, instance) = (Terms(10), Instances(1)[0]);
        await Enrol(1);
        var issuance = new Issuance(new CosmosWalletStore(_cosmos.Client), instance);
        await Order(issuance, terms, 0, "k1", 10);
        Assert.IsType<Refusal.BudgetExhausted>((await Order(issuance, terms, 0, "k2", 1)).ExpectRefused());

        (await Order(issuance, terms, 0, "k3", 10, Sample.Noon.AddMonths(1))).ExpectBooked();
        _clock.Shift += TimeSpan.FromSeconds(2);
        (await Order(issuance, terms with { Budget = new(BudgetPeriod.Month, new(30)) }, 0, "k4", 20)).ExpectBooked();

        await AssertState(terms with { Budget = new(BudgetPeriod.Month, new(30)) }, issued: 30, leased: 0, instance);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task After_faults_and_crashes_nothing_is_exceeded_and_reconciliation_strands_nothing(int seed)
    {
        TestContext.Current.SendDiagnosticMessage("seed {0}", seed);
        var (terms, faults, random) = (Terms(2_000), _cosmos.FaultsOrSkip(), new Random(seed));
        await Enrol(16);
        faults.InjectRandomly(0.05, seed, InjectedFault.AnswerLost, (_, kind) => kind == RequestKind.Batch);
        faults.InjectRandomly(
            0.05,
            seed + 100,
            InjectedFault.DisconnectedAfterwards,
            (_, kind) => kind == RequestKind.Batch
        );
        faults.InjectRandomly(0.05, seed + 200, InjectedFault.Unavailable);

        for (var generation = 0; generation < 3; generation++)
        {
            // Instances that are never disposed of, and whose requests are cut off at a random moment, have crashed.
            var (instances, crash) = (Instances(4), new CancellationTokenSource(random.Next(150, 500)));
            await Task.WhenAll(
                Enumerable
                    .Range(0, 64)
                    .Select(writer =>
                        Task.Run(() =>
                            Earn(
                                instances[writer % 4],
                                terms,
                                (generation * 64) + writer,
                                orders: 12,
                                points: 1 + (writer % 5),
                                crash: crash.Token
                            )
                        )
                    )
            );
        }
        faults.Clear();
        Assert.True(await InLedgers() <= 2_000, $"{await InLedgers()} points were issued");

        _clock.Shift += CosmosBudgets.LeaseDuration + BudgetReconciliation.GracePeriod + TimeSpan.FromSeconds(1);
        await new BudgetReconciliation(_cosmos.Client, _clock).Run(CancellationToken.None);

        await AssertState(terms, issued: await InLedgers(), leased: 0);
        Assert.Equal(0, await new BudgetReconciliation(_cosmos.Client, _clock).Run(CancellationToken.None));
        await Earn(Instances(1)[0], terms, 10_000, orders: 2_000, points: 1, stopWhenExhausted: true);
        Assert.Equal(2_000, await InLedgers());
    }

    private static ProgrammeTerms Terms(long cap) => Sample.Terms with { Budget = new(BudgetPeriod.Month, new(cap)) };

    private CosmosBudgets[] Instances(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new CosmosBudgets(_cosmos.Client, _clock))];

    private async Task Enrol(int count)
    {
        for (var i = 0; i < count; i++)
            _members.Add(await Sample.EnrolMember(_cosmos));
    }

    /// <summary>Posts orders until done or cut off.</summary>
    /// <returns>How many points were acknowledged.</returns>
    private async Task<long> Earn(
        IBudgets budgets,
        ProgrammeTerms terms,
        int writer,
        int orders,
        long points,
        bool stopWhenExhausted = false,
        CancellationToken? crash = null
    )
    {
        var (issuance, issued) = (new Issuance(new CosmosWalletStore(_cosmos.Client), budgets), 0L);
        for (var order = 0; order < orders; order++)
        {
            try
            {
                var outcome = await Order(
                    issuance,
                    terms,
                    writer % _members.Count,
                    $"w{writer}-{order}",
                    points,
                    ct: crash
                );
                issued += outcome is Outcome.Booked ? points : 0;
                if (stopWhenExhausted && outcome is Outcome.Refused)
                    return issued;
            }
            catch (Exception fault)
                when (fault is StoreBusyException or StoreUnavailableException or OperationCanceledException)
            {
                if (crash?.IsCancellationRequested == true)
                    return issued;
            }
        }
        return issued;
    }

    private Task<Outcome> Order(
        Issuance issuance,
        ProgrammeTerms terms,
        int member,
        string key,
        long points,
        DateTimeOffset? now = null,
        CancellationToken? ct = null
    )
    {
        var command = new Accrue(
            _members[member],
            "shop",
            $"order-{key}",
            now ?? Sample.Noon,
            null,
            [new("sku", "general", new(points * 100), 1, null, [])],
            Fen.Zero,
            [],
            false
        );
        var request = Request.From("merchant:shop", "accruals", key, command.Fingerprint(), now ?? Sample.Noon);
        return issuance.Commit(
            command.Wallet,
            request,
            terms,
            terms.EarningRules.MaxEarnable(command.Lines, command.EligibleTotal),
            (wallet, records, allowance) => Accrue.Decide(wallet, records, command, terms, request, allowance),
            ct ?? CancellationToken.None
        );
    }

    private async Task<long> InLedgers()
    {
        var (store, sum) = (new CosmosWalletStore(_cosmos.Client), 0L);
        foreach (var member in _members)
            sum += await store.VerifiedBalance(member);
        return sum;
    }

    private async Task AssertState(ProgrammeTerms terms, long issued, long leased, IBudgets? instance = null)
    {
        var state = await (instance ?? Instances(1)[0]).GetState(
            BudgetKey.Of(terms, Sample.Noon)!,
            CancellationToken.None
        );
        Assert.Equal(
            (issued, leased, terms.Budget!.Cap.Value - issued - leased),
            (state.Issued.Value, state.Leased.Value, state.Remaining.Value)
        );
    }
}
