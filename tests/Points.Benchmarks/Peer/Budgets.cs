using Npgsql;

namespace Points.Benchmarks.Peer;

/// <summary>The budget of each programme.</summary>
/// <param name="capPoints">What each programme may issue in a month.</param>
internal sealed class Budgets(NpgsqlDataSource database, long capPoints)
{
    private readonly Dictionary<string, BudgetLease> _leases = Terms.All.Keys.ToDictionary(
        programme => programme,
        programme => new BudgetLease(database, programme, capPoints),
        StringComparer.Ordinal
    );

    public BudgetLease Of(string programme) => _leases[programme];
}
