using Points.Scale.Charging;
using Points.Scale.Operations;

namespace Points.Scale.Tests;

/// <summary>
/// Each operation keeps within the request units that <c>operations.json</c> says. After a change that is worth its
/// price, measure again:
/// <c>dotnet run --project tests/Points.Scale -- --measure tests/Points.Scale/operations.json</c>.
/// </summary>
public sealed class OperationBudgetTests
{
    private static readonly IReadOnlyList<OperationCharge> Budgets = ChargeFile.Read(
        MeasuredApp.FileOf(ChargeFile.Name)
    );

    [Fact]
    public async Task No_operation_has_become_dearer_or_cheaper_unnoticed()
    {
        var measured = await Measurement.Run();

        Assert.Equal(Budgets.Select(it => it.Name), measured.Select(it => it.Name));
        Assert.Empty(Budgets.Zip(measured, BudgetCheck.FindExcess).OfType<string>());
        Assert.Empty(Budgets.Zip(measured, BudgetCheck.FindSlack).OfType<string>());
    }

    [Fact]
    public void A_document_that_grew_a_new_term_and_a_new_request_are_named()
    {
        var budget = new OperationCharge(
            "accrual",
            [new("wallets", "create", "entry", 1, 1_000, 3, 5.5), new("wallets", "replace", "wallet", 1, 900, 0, 10)]
        );
        var measured = new OperationCharge(
            "accrual",
            [
                new("wallets", "create", "entry", 1, 1_600, 4, 6.5),
                new("wallets", "replace", "wallet", 1, 900, 0, 10),
                new("lookups", "read", "claim", 1, 300, 0, 2),
            ]
        );

        Assert.Equal(
            "accrual costs 18.5 RU, and its budget is 15.5: create entry in wallets: 1 × 1000 bytes with 3 terms became"
                + " 1 × 1600 bytes with 4 terms; new: read claim in lookups, 2 RU",
            BudgetCheck.FindExcess(budget, measured)
        );
        Assert.Null(BudgetCheck.FindExcess(budget, budget));
        Assert.NotNull(BudgetCheck.FindSlack(measured, budget));
    }

    [Theory]
    [InlineData(1_024, 0, 4.95)]
    [InlineData(1_024, 10, 6.95)]
    [InlineData(3_072, 0, 6.48)]
    public void A_create_costs_what_the_documentation_says(long bytes, int terms, double units) =>
        Assert.Equal(units, RequestUnits.Create(bytes, terms), precision: 2);

    [Fact]
    public void A_replacement_costs_a_deletion_and_an_insertion() =>
        Assert.Equal(4.95 + 4.95 + 4 * 0.2, RequestUnits.Replace(1_024, 1_024, 4), precision: 2);
}
