using Points.Domain.Programmes;
using static Points.Domain.Tests.Sample;

namespace Points.Domain.Tests.Programmes;

/// <summary>Each budget of a programme has a name of its own, which stored documents contain.</summary>
public sealed class BudgetKeyTests
{
    private static readonly ProgrammeTerms Shop = Terms with
    {
        Budget = new(BudgetPeriod.Month, new(100)),
        Compensation = new(new(BudgetPeriod.Quarter, new(10)), new(1, Domain.Programmes.Rules.LimitPeriod.Year)),
    };

    [Fact]
    public void The_names_of_stored_budgets_never_change()
    {
        Assert.Equal("shop:2026-11", BudgetKey.Of(Shop, Noon)!.Name);
        Assert.Equal("shop:compensation:2026-Q4", BudgetKey.OfCompensation(Shop, Noon)!.Name);
    }

    [Fact]
    public void Each_budget_has_its_own_cap_and_period()
    {
        Assert.Equal((100, "2026-11"), (BudgetKey.Of(Shop, Noon)!.Cap.Value, BudgetKey.Of(Shop, Noon)!.Period));
        var compensation = BudgetKey.OfCompensation(Shop, Noon)!;
        Assert.Equal((10, "2026-Q4"), (compensation.Cap.Value, compensation.Period));
    }

    [Fact]
    public void Given_terms_without_compensation_Then_there_is_no_budget_for_it() =>
        Assert.Null(BudgetKey.OfCompensation(Shop with { Compensation = null }, Noon));
}
