using Points.Cosmos.Budgets;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Budgets;
using Points.Domain.Ledger;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Rules;
using Points.Domain.Redeeming;

namespace Points.Cosmos.Tests.Budgets;

/// <summary>
/// Members redeemed mugs for 100 points each. The shop reverses them one by one and owes 7 points for each.
/// </summary>
internal sealed class CompensatedReversals(CosmosFixture cosmos, TimeProvider clock)
{
    public const int MugsPerMember = 20;
    public const long PointsPerMug = 100,
        PointsOwedPerMug = 7;

    private readonly BudgetOrders _orders = new(cosmos, clock);

    private readonly List<(WalletId Member, string RedemptionId)> _redemptions = [];

    private CosmosWalletStore Store => new(cosmos.Client);

    public static ProgrammeTerms Terms(long compensationCap) =>
        Sample.Terms with
        {
            Budget = new(BudgetPeriod.Month, new(1_000_000)),
            Compensation = new(new(BudgetPeriod.Month, new(compensationCap)), new(1, LimitPeriod.Month)),
            Rewards = [.. Sample.Terms.Rewards.Select(reward => reward with { CompensationRate = 0.07m })],
        };

    public CosmosBudgets[] Instances(int count) => _orders.Instances(count);

    /// <summary>Enrols members. Each earns points through the budget, and redeems all of them for mugs.</summary>
    public async Task Enrol(int count, ProgrammeTerms terms)
    {
        await using var instance = Instances(1)[0];
        var issuance = cosmos.CreateIssuance(instance);
        for (var i = 0; i < count; i++)
        {
            var member = await Sample.EnrolMember(cosmos);
            (await _orders.Book(issuance, terms, member, $"fund-{i}", MugsPerMember * PointsPerMug)).ExpectBooked();
            var command = new Redeem(member, "mug", null, MugsPerMember, null)
            {
                By = new Actor.Member(),
                VoucherCode = "",
            };
            var request = Request.From("member", "redemptions", $"redeem-{i}", command.Fingerprint(), Sample.Noon);
            var redeemed = await Store.Commit(
                member,
                request,
                wallet => Redeem.Decide(wallet, command, terms, request),
                CancellationToken.None
            );
            var kind = (EntryKind.Redemption)redeemed.ExpectBooked().Entry.Kind;
            _redemptions.Add((member, kind.RedemptionId));
        }
    }

    /// <summary>Reverses mugs of a member, one after the other.</summary>
    /// <param name="crash">Cancels the reversal that is being booked; no further one follows.</param>
    public async Task ReverseMugs(
        IBudgets budgets,
        ProgrammeTerms terms,
        int member,
        string keyPrefix,
        int count,
        CancellationToken? crash = null
    )
    {
        for (var i = 0; i < count; i++)
        {
            try
            {
                await ReverseMug(budgets, terms, member, $"{keyPrefix}-{i}", crash);
            }
            catch (Exception fault)
                when (fault
                        is StoreBusyException
                            or StoreUnavailableException
                            or BudgetBusyException
                            or OperationCanceledException
                )
            {
                if (crash?.IsCancellationRequested == true)
                    return;
            }
        }
    }

    public Task<Outcome> ReverseMug(
        IBudgets budgets,
        ProgrammeTerms terms,
        int member,
        string key,
        CancellationToken? ct = null
    )
    {
        var (wallet, redemptionId) = _redemptions[member];
        var command = new Reverse(redemptionId, new Actor.Operator(), 1, FaultParty.Merchant, "test");
        var request = Request.From("operator", $"reverse-{member}", key, command.Fingerprint(), Sample.Noon);
        return cosmos
            .CreateIssuance(budgets)
            .CommitCompensation(
                wallet,
                request,
                terms,
                (loaded, records, allowance) => Reverse.Decide(loaded, records, command, terms, request, allowance),
                ct ?? CancellationToken.None
            );
    }

    /// <summary>Adds up the compensation in all ledgers: the points given, and those withheld.</summary>
    public async Task<(long Given, long Withheld)> SumCompensation()
    {
        var (given, withheld) = (0L, 0L);
        foreach (var (member, _) in _redemptions)
        foreach (var entry in await Store.ListEntries(member, long.MaxValue, 200, CancellationToken.None))
            if (entry.Kind is EntryKind.Reversal it)
                (given, withheld) = (given + it.Compensation.Value, withheld + (it.Withheld?.Points.Value ?? 0));
        return (given, withheld);
    }

    public async Task<long> SumWallets()
    {
        var sum = 0L;
        foreach (var (member, _) in _redemptions)
            sum += await Store.VerifiedBalance(member);
        return sum;
    }

    /// <summary>The points that both budgets have issued or lent.</summary>
    public async Task<long> SumIssuedAndLent(ProgrammeTerms terms)
    {
        var (earned, compensated) = (
            await StateOf(BudgetKey.Of(terms, Sample.Noon)!),
            await StateOf(BudgetKey.OfCompensation(terms, Sample.Noon)!)
        );
        return (earned.Issued + earned.Leased + compensated.Issued + compensated.Leased).Value;
    }

    public async Task AssertStates(ProgrammeTerms terms, long earned, long compensated)
    {
        var (main, compensation) = (
            await StateOf(BudgetKey.Of(terms, Sample.Noon)!),
            await StateOf(BudgetKey.OfCompensation(terms, Sample.Noon)!)
        );
        Assert.Equal((earned, 0), (main.Issued.Value, main.Leased.Value));
        Assert.Equal((compensated, 0), (compensation.Issued.Value, compensation.Leased.Value));
        Assert.Equal(terms.Compensation!.Budget.Cap, compensation.Cap);
    }

    private Task<BudgetState> StateOf(BudgetKey budget) => Instances(1)[0].GetState(budget, CancellationToken.None);
}
