using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Jobs;
using Points.Domain.Stocking;

namespace Points.Cosmos.Stocking;

/// <summary>Finds the reservations that a job must compare with their redemptions now.</summary>
/// <param name="clock">Real time, because business time can be set.</param>
public sealed class CosmosDueReservations(CosmosClient client, TimeProvider clock) : IDueItems<UnfinishedReservation>
{
    /// <summary>
    /// How long after a reservation its request may still commit the redemption. Far longer than
    /// <see cref="IStock.CommitTimeout"/>, because the clocks of instances differ.
    /// </summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(10);

    private readonly Container _stock = client.GetContainer(CosmosContainers.Database, CosmosContainers.Stock);

    public string Name => "reservations";

    public Task<IReadOnlyList<string>> ListRanges(CancellationToken ct) => _stock.ListRanges(ct);

    public async Task<DuePage<UnfinishedReservation>> ReadPage(
        string range,
        DateTimeOffset until,
        string? position,
        CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.lookAt <= @until")
            .WithParameter("@type", ReservationDocument.TypeName)
            .WithParameter("@until", StoredTime.FloorSeconds(until));
        var page = await _stock.ReadDuePage(
            range,
            query,
            position,
            DocumentJson.Default.QueryPageReservationDocument,
            ct
        );
        return new([.. page.Items.Select(ToUnfinished)], page.Position);
    }

    private UnfinishedReservation ToUnfinished(ReservationDocument it) =>
        new(
            new(it.Id, [it.Shard]),
            new(
                it.LedgerKey,
                it.ProgrammeId,
                it.RedemptionId,
                it.Until is { } until ? DateTimeOffset.FromUnixTimeSeconds(until) : null
            ),
            MayStillCommit: it.Since > StoredTime.FloorSeconds(clock.GetUtcNow() - GracePeriod)
        );
}
