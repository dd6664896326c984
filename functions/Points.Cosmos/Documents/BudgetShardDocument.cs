using Points.Domain.Budgets;
using Points.Domain.Programmes;

namespace Points.Cosmos.Documents;

/// <summary>A shard of a budget and its leases, in one document so that a conditional write changes both.</summary>
/// <param name="NextEnd">When the first lease ends, in seconds since 1970; null without leases.</param>
/// <param name="Purpose">What the budget is for; null for the main budget.</param>
internal sealed record BudgetShardDocument(
    string Id,
    string Type,
    string ProgrammeId,
    string Period,
    int Number,
    long Cap,
    long Issued,
    IReadOnlyList<LeaseDocument> Leases,
    long? NextEnd,
    BudgetPurpose? Purpose
)
{
    public const string TypeName = "budget";

    public static string IdOf(BudgetKey budget, int number) => $"{TypeName}:{budget.Name}:{number}";

    public static BudgetShardDocument From(BudgetKey budget, int number, BudgetShard shard) =>
        new BudgetShardDocument(
            IdOf(budget, number),
            TypeName,
            budget.ProgrammeId,
            budget.Period,
            number,
            Cap: 0,
            Issued: 0,
            Leases: [],
            NextEnd: null,
            budget.Purpose == BudgetPurpose.Earning ? null : budget.Purpose
        ).With(shard);

    /// <summary>The document with the shard's new state.</summary>
    public BudgetShardDocument With(BudgetShard shard) =>
        this with
        {
            Cap = shard.Cap.Value,
            Issued = shard.Issued.Value,
            Leases =
            [
                .. shard.Leases.Select(lease => new LeaseDocument(
                    lease.LeaseId,
                    lease.Points.Value,
                    lease.From,
                    lease.Until
                )),
            ],
            NextEnd = shard.Leases.IsEmpty ? null : shard.Leases.Min(lease => lease.Until).ToUnixTimeSeconds(),
        };

    public BudgetShard ToShard() =>
        new(
            new(Cap),
            new(Issued),
            [.. Leases.Select(lease => new Lease(lease.LeaseId, new(lease.Points), lease.From, lease.Until))]
        );
}

internal sealed record LeaseDocument(string LeaseId, long Points, DateTimeOffset From, DateTimeOffset Until);
