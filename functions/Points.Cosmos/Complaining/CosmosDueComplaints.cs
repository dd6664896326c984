using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Complaining;
using Points.Domain.Jobs;

namespace Points.Cosmos.Complaining;

/// <summary>Finds the complaints of which operators must be reminded.</summary>
public sealed class CosmosDueComplaints(CosmosClient client) : IDueItems<ComplaintKey>
{
    private readonly Container _wallets = client.GetContainer(CosmosContainers.Database, CosmosContainers.Wallets);

    public string Name => "complaintDueAt";

    public Task<IReadOnlyList<string>> ListRanges(CancellationToken ct) => _wallets.ListRanges(ct);

    public async Task<DuePage<ComplaintKey>> ReadPage(
        string range,
        DateTimeOffset until,
        string? position,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.complaintDueAt <= @until").WithParameter(
            "@until",
            StoredTime.FloorSeconds(until)
        );
        var page = await _wallets.ReadDuePage(
            range,
            query,
            position,
            DocumentJson.Default.QueryPageComplaintReference,
            ct
        );
        return new([.. page.Items.Select(it => new ComplaintKey(it.MemberId, it.Id))], page.Position);
    }
}
