using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Stocking;

namespace Points.Cosmos.Stocking;

/// <summary>Finds reservations that somebody has to look at.</summary>
/// <param name="clock">Real time: business time can be set.</param>
public sealed class CosmosReservations(CosmosClient client, TimeProvider clock) : IReservations
{
    /// <summary>After this whoever made a reservation has committed what it is for, or never will.</summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(10);

    private const int ReservationsPerPage = 200;
    private readonly StockShards _shards = new(client);

    public async IAsyncEnumerable<UnsettledReservation> ListUnsettled(
        DateTimeOffset now,
        [EnumeratorCancellation] CancellationToken ct
    )
    {
        var query = new QueryDefinition("SELECT * FROM c WHERE c.type = @type AND c.lookAt <= @now ORDER BY c.lookAt")
            .WithParameter("@type", ReservationDocument.TypeName)
            .WithParameter("@now", StoredTime.FloorSeconds(now));
        await foreach (
            var it in _shards.Container.ReadAll(
                query,
                ReservationsPerPage,
                DocumentJson.Default.QueryPageReservationDocument,
                ct
            )
        )
            yield return new(
                new(it.Id, [it.Shard]),
                new(
                    it.MemberId,
                    it.ProgrammeId,
                    it.RedemptionId,
                    it.Until is { } until ? DateTimeOffset.FromUnixTimeSeconds(until) : null
                ),
                MayStillCommit: it.Since > StoredTime.FloorSeconds(clock.GetUtcNow() - GracePeriod)
            );
    }
}
