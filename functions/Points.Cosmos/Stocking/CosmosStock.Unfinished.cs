using System.Runtime.CompilerServices;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Stocking;

namespace Points.Cosmos.Stocking;

/// <content>Lists the reservations that a job must finish now.</content>
public sealed partial class CosmosStock
{
    /// <summary>
    /// How long after a reservation its request may still commit the redemption. Far longer than
    /// <see cref="IStock.CommitTimeout"/>, because the clocks of instances differ.
    /// </summary>
    public static readonly TimeSpan GracePeriod = TimeSpan.FromMinutes(10);

    private const int ReservationsPerPage = 200;

    public async IAsyncEnumerable<UnfinishedReservation> ListUnfinished(
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
                    it.LedgerKey,
                    it.ProgrammeId,
                    it.RedemptionId,
                    it.Until is { } until ? DateTimeOffset.FromUnixTimeSeconds(until) : null
                ),
                MayStillCommit: it.Since > StoredTime.FloorSeconds(clock.GetUtcNow() - GracePeriod)
            );
    }
}
