using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Stocking;

/// <summary>
/// Reads and changes the shards of a stock and their reservations. Each change is one batch in the shard's partition.
/// </summary>
internal sealed class StockShards(CosmosClient client)
{
    private readonly Container _stock = client.GetContainer(CosmosContainers.Database, CosmosContainers.Stock);

    public Container Container => _stock;

    /// <returns>The stored shard, or a full one if nothing was reserved from it yet.</returns>
    public async Task<StockDocument> Find(StockKey stock, int number, CancellationToken ct) =>
        (await Read(StockDocument.IdOf(stock, number), ct))?.Value.AdjustedTo(stock, number)
        ?? StockDocument.New(stock, number);

    /// <summary>Creates a reservation and subtracts its pieces from the shard.</summary>
    /// <returns>False if the shard has too few pieces.</returns>
    public async Task<bool> TryReserve(
        StockKey stock,
        int number,
        ReservationDocument reservation,
        CancellationToken ct
    )
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            var batch = new AtomicBatch(_stock, reservation.Shard);
            batch.Create(reservation, DocumentJson.Default.ReservationDocument);
            batch.IncrementIf(
                reservation.Shard,
                FormattableString.Invariant($"c.remaining >= {reservation.Pieces} AND c.revision >= {stock.Revision}"),
                ("/remaining", -reservation.Pieces)
            );
            var answer = await batch.Send(ct);
            // Only this call creates the reservation: if it exists, an earlier attempt created it and the response was
            // lost.
            if (answer.IsSuccess || answer.Status == HttpStatusCode.Conflict)
                return true;
            if (!await RefreshAndCheck(stock, number, reservation.Pieces, ct))
                return false;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Sets when a job must check a reservation. Does nothing if the reservation no longer exists.</summary>
    /// <param name="checkAt">In seconds since 1970.</param>
    public async Task ScheduleCheck(string shard, string reservationId, long checkAt, CancellationToken ct)
    {
        var batch = new AtomicBatch(_stock, shard);
        batch.Set(
            reservationId,
            ("/lookAt", System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{checkAt}")))
        );
        await batch.Send(ct);
    }

    /// <summary>Reduces a reservation to at most so many pieces, and returns the others to the shard.</summary>
    /// <param name="now">In seconds since 1970.</param>
    /// <returns>How many pieces the reservation keeps.</returns>
    public async Task<int> Reduce(string shard, string reservationId, int pieces, long now, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await _stock.Read(shard, reservationId, DocumentJson.Default.ReservationDocument, ct) is not { } stored)
                return 0;
            var (it, kept) = (stored.Value, Math.Min(pieces, stored.Value.Pieces));
            // A check that is scheduled for later stays, because another request may be changing the redemption.
            // Otherwise only a hold is checked again, when it expires.
            var settled = it with
            {
                Pieces = kept,
                LookAt =
                    it.LookAt > now ? it.LookAt
                    : it.Until > now ? it.Until
                    : null,
            };
            if (settled == it)
                return kept;
            var batch = new AtomicBatch(_stock, shard);
            if (kept == 0)
                batch.Delete(it.Id, stored.ETag);
            else
                batch.Replace(it.Id, settled, DocumentJson.Default.ReservationDocument, stored.ETag, stored.Unknown);
            if (kept < it.Pieces)
                batch.IncrementIf(shard, condition: null, ("/remaining", it.Pieces - kept));
            if ((await batch.Send(ct)).IsSuccess)
                return kept;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>
    /// After a failed reservation: creates the shard if it is new, or adjusts it to later terms.
    /// </summary>
    /// <returns>Whether the shard has enough pieces to try again.</returns>
    private async Task<bool> RefreshAndCheck(StockKey stock, int number, int pieces, CancellationToken ct)
    {
        var stored = await Read(StockDocument.IdOf(stock, number), ct);
        var next = stored?.Value.AdjustedTo(stock, number) ?? StockDocument.New(stock, number);
        if (next.Remaining < pieces && stored is not null)
            return false;
        if (stored is not null && next == stored.Value)
            return true; // Pieces were returned meanwhile.

        var batch = new AtomicBatch(_stock, next.Shard);
        if (stored is null)
            batch.Create(next, DocumentJson.Default.StockDocument);
        else
            batch.Replace(next.Id, next, DocumentJson.Default.StockDocument, stored.ETag, stored.Unknown);
        await batch.Send(ct); // If it fails, another instance has written the shard: the caller tries again either way.
        return next.Remaining >= pieces;
    }

    private Task<StoredDocument<StockDocument>?> Read(string shard, CancellationToken ct) =>
        _stock.Read(shard, shard, DocumentJson.Default.StockDocument, ct);
}
