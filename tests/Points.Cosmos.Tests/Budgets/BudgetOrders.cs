using Points.Cosmos.Budgets;
using Points.Cosmos.Wallets;
using Points.Domain;
using Points.Domain.Budgets;
using Points.Domain.Earning;
using Points.Domain.Ledger;
using Points.Domain.Programmes;

namespace Points.Cosmos.Tests.Budgets;

/// <summary>Books members' orders through a budget, and adds up the points in their ledgers.</summary>
internal sealed class BudgetOrders(CosmosFixture cosmos, TimeProvider clock)
{
    private readonly List<WalletId> _members = [];

    public async Task Enrol(int count)
    {
        for (var i = 0; i < count; i++)
            _members.Add(await Sample.EnrolMember(cosmos));
    }

    /// <summary>Books orders, one after the other.</summary>
    /// <param name="crash">Cancels the order that is being booked; no further one follows.</param>
    /// <returns>The points of the orders that were answered as booked.</returns>
    public async Task<long> Earn(
        IBudgets budgets,
        ProgrammeTerms terms,
        int writer,
        int orders,
        long points,
        bool stopWhenExhausted = false,
        CancellationToken? crash = null
    )
    {
        var (issuance, issued) = (cosmos.CreateIssuance(budgets), 0L);
        for (var order = 0; order < orders; order++)
        {
            try
            {
                var outcome = await Book(
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
                when (fault
                        is StoreBusyException
                            or StoreUnavailableException
                            or BudgetBusyException
                            or OperationCanceledException
                )
            {
                // An order without an answer does not count, even if it was booked.
                if (crash?.IsCancellationRequested == true)
                    return issued;
            }
        }
        return issued;
    }

    /// <summary>Books one order of a member through the budget.</summary>
    public Task<Outcome> Book(
        Issuance issuance,
        ProgrammeTerms terms,
        int member,
        string key,
        long points,
        DateTimeOffset? now = null,
        CancellationToken? ct = null
    ) => Book(issuance, terms, _members[member], key, points, now, ct);

    public Task<Outcome> Book(
        Issuance issuance,
        ProgrammeTerms terms,
        WalletId member,
        string key,
        long points,
        DateTimeOffset? now = null,
        CancellationToken? ct = null
    )
    {
        var command = new Accrue(
            member,
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
            (wallet, records, allowance) => Accrue.Decide(wallet, records, command, terms, request, allowance),
            ct ?? CancellationToken.None
        );
    }

    /// <summary>Adds up the points in the ledgers of all members.</summary>
    public async Task<long> SumLedgers()
    {
        var (store, sum) = (new CosmosWalletStore(cosmos.Client), 0L);
        foreach (var member in _members)
            sum += await store.VerifiedBalance(member);
        return sum;
    }

    public static ProgrammeTerms Terms(long cap) => Sample.Terms with { Budget = new(BudgetPeriod.Month, new(cap)) };

    public CosmosBudgets[] Instances(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new CosmosBudgets(cosmos.Client, clock))];

    public async Task AssertState(ProgrammeTerms terms, long issued, long leased, IBudgets? instance = null)
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
