using Points.Domain.Budgets;
using Points.Domain.Programmes;

namespace Points.Cosmos.Documents;

/// <summary>A shard of a budget and its leases, in one document so that a conditional write changes both.</summary>
/// <param name="NextEnd">When the first lease ends, in seconds since 1970; null without leases.</param>
internal sealed record BudgetShardDocument(
    string Id,
    string Type,
    string ProgrammeId,
    string Period,
    int Number,
    long Cap,
    long Issued,
    IReadOnlyList<LeaseDocument> Leases,
    long? NextEnd
)
{
    public const string TypeName = "budget";

    public static string IdOf(BudgetKey budget, int number) =>
        $"{TypeName}:{budget.ProgrammeId}:{budget.Period}:{number}";

    public static BudgetShardDocument From(
        string id,
        string programmeId,
        string period,
        int number,
        BudgetShard shard
    ) =>
        new(
            id,
            TypeName,
            programmeId,
            period,
            number,
            shard.Cap.Value,
            shard.Issued.Value,
            [
                .. shard.Leases.Select(lease => new LeaseDocument(
                    lease.LeaseId,
                    lease.Points.Value,
                    lease.From,
                    lease.Until
                )),
            ],
            shard.Leases.IsEmpty ? null : shard.Leases.Min(lease => lease.Until).ToUnixTimeSeconds()
        );

    public BudgetShard ToShard() =>
        new(
            new(Cap),
            new(Issued),
            [.. Leases.Select(lease => new Lease(lease.LeaseId, new(lease.Points), lease.From, lease.Until))]
        );
}

internal sealed record LeaseDocument(string LeaseId, long Points, DateTimeOffset From, DateTimeOffset Until);
