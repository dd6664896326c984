using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;

namespace Points.Cosmos.Stocking;

/// <summary>Reads and changes shards of stock with their reservations: each change is one batch of the shard's partition.</summary>
internal sealed class StockShards(CosmosClient client)
{
    private readonly Container _stock = client.GetContainer(CosmosContainers.Database, CosmosContainers.Stock);

    public Container Container => _stock;

    /// <returns>The shard as stored, or as new where nobody has taken from it.</returns>
    public async Task<StockDocument> Find(StockKey stock, int number, CancellationToken ct) =>
        (await Read(StockDocument.IdOf(stock, number), ct))?.Value.AdjustedTo(stock, number)
        ?? StockDocument.New(stock, number);

    /// <summary>Creates a reservation and takes its pieces from the shard, if there are so many.</summary>
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
            // Nobody else makes this reservation: if it is there, it came with an answer that was lost.
            if (answer.IsSuccess || answer.Status == HttpStatusCode.Conflict)
                return true;
            if (!await RefreshAndCheck(stock, number, reservation.Pieces, ct))
                return false;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>Has somebody look at a reservation at that time. One that is not there any more needs no looking at.</summary>
    public async Task ScheduleCheck(string shard, string reservationId, long checkAt, CancellationToken ct)
    {
        var batch = new AtomicBatch(_stock, shard);
        batch.Set(
            reservationId,
            ("/lookAt", System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{checkAt}")))
        );
        await batch.Send(ct);
    }

    /// <summary>Leaves a reservation at most so many pieces; the others are there to be had again.</summary>
    /// <returns>How many pieces it keeps.</returns>
    public async Task<int> Settle(string shard, string reservationId, int pieces, long now, CancellationToken ct)
    {
        for (var attempt = 0; attempt < ConflictRetry.AttemptsMax; attempt++)
        {
            if (await _stock.Read(shard, reservationId, DocumentJson.Default.ReservationDocument, ct) is not { } stored)
                return 0;
            var (it, kept) = (stored.Value, Math.Min(pieces, stored.Value.Pieces));
            // A look that is still to come stays: whoever asked for it may be at work on what this settling has not seen.
            // Of what is settled, only a hold that may still end by itself is looked at again, when it does.
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
                batch.Replace(it.Id, settled, DocumentJson.Default.ReservationDocument, stored.ETag);
            if (kept < it.Pieces)
                batch.IncrementIf(shard, condition: null, ("/remaining", it.Pieces - kept));
            if ((await batch.Send(ct)).IsSuccess)
                return kept;
            await ConflictRetry.Delay(attempt, ct);
        }
        throw ConflictRetry.Exhausted();
    }

    /// <summary>After a refused taking: makes the shard if it is new, or by later terms; or finds that there are too few.</summary>
    private async Task<bool> RefreshAndCheck(StockKey stock, int number, int pieces, CancellationToken ct)
    {
        var stored = await Read(StockDocument.IdOf(stock, number), ct);
        var next = stored?.Value.AdjustedTo(stock, number) ?? StockDocument.New(stock, number);
        if (next.Remaining < pieces && stored is not null)
            return false;
        if (stored is not null && next == stored.Value)
            return true; // Somebody gave some back meanwhile.

        var batch = new AtomicBatch(_stock, next.Shard);
        if (stored is null)
            batch.Create(next, DocumentJson.Default.StockDocument);
        else
            batch.Replace(next.Id, next, DocumentJson.Default.StockDocument, stored.ETag);
        await batch.Send(ct); // Or somebody else did.
        return next.Remaining >= pieces;
    }

    private Task<StoredDocument<StockDocument>?> Read(string shard, CancellationToken ct) =>
        _stock.Read(shard, shard, DocumentJson.Default.StockDocument, ct);
}
