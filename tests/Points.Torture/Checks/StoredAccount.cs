using Microsoft.Azure.Cosmos;
using Points.Cosmos.Settling;
using Points.Domain.Settling;

namespace Points.Torture.Checks;

/// <summary>An account between merchants, with its totals and all its lines.</summary>
internal sealed record StoredAccount(
    SettlementAccountKey Key,
    SettlementAccountState State,
    IReadOnlyList<SettlementLine> Lines
)
{
    public static async Task<IReadOnlyList<StoredAccount>> ReadAll(
        CosmosClient client,
        IEnumerable<SettlementPeriod> periods
    )
    {
        var (accounts, keys, all) = (
            new CosmosSettlementAccounts(client),
            new List<SettlementAccountKey>(),
            new List<StoredAccount>()
        );
        foreach (var period in periods)
        await foreach (var key in accounts.List(period, holder: null, CancellationToken.None))
            keys.Add(key);
        foreach (var key in keys)
        {
            var lines = new List<SettlementLine>();
            await foreach (var line in accounts.ListLines(key, CancellationToken.None))
                lines.Add(line);
            all.Add(new(key, await accounts.GetState(key, CancellationToken.None), lines));
        }
        return all;
    }
}
