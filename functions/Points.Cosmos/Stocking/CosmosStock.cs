using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.Azure.Cosmos;
using Points.Cosmos.Documents;
using Points.Domain.Ledger;
using Points.Domain.Stocking;

namespace Points.Cosmos.Stocking;

/// <summary>
/// Stock in Cosmos DB. Reserving is one batch that creates the reservation and subtracts its pieces from a shard that
/// has them. Sent again after a lost response, the batch takes nothing more. Parallel requests do not conflict on
/// versions.
/// </summary>
/// <param name="clock">Real time, because business time can be set.</param>
public sealed class CosmosStock(CosmosClient client, TimeProvider clock) : IStock
{
    /// <summary>How long an instance refuses a sold-out reward without reading the stock again.</summary>
    private static readonly TimeSpan SoldOutFor = TimeSpan.FromSeconds(1);

    private readonly StockShards _shards = new(client);
    private readonly ConcurrentDictionary<(string ProgrammeId, string RewardId, int Revision), long> _soldOut = new();

    public async Task<Reservation?> Reserve(
        StockKey stock,
        int pieces,
        ReservationOwner owner,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        if (IsSoldOut(stock))
            return null;
        var (id, firstShard) = ($"s-{Guid.NewGuid():N}", Random.Shared.Next(StockKey.ShardsPerStock));
        var checkAt = StoredTime.CeilingSeconds(now + IStock.CommitTimeout);
        ReservationDocument Part(int number, int part) =>
            new(
                id,
                ReservationDocument.TypeName,
                StockDocument.IdOf(stock, number),
                owner.LedgerKey,
                owner.ProgrammeId,
                owner.RedemptionId,
                part,
                owner.Until is { } until ? StoredTime.CeilingSeconds(until) : null,
                checkAt,
                StoredTime.FloorSeconds(clock.GetUtcNow())
            );

        for (var i = 0; i < StockKey.ShardsPerStock; i++)
        {
            var number = (firstShard + i) % StockKey.ShardsPerStock;
            if (await _shards.TryReserve(stock, number, Part(number, pieces), ct))
                return new(id, [StockDocument.IdOf(stock, number)]);
        }
        return await ReserveAcrossShards(stock, pieces, id, Part, ct);
    }

    public async Task MarkUnfinished(Reservation reservation, DateTimeOffset now, CancellationToken ct)
    {
        foreach (var shard in reservation.ShardIds)
            await _shards.ScheduleCheck(
                shard,
                reservation.ReservationId,
                StoredTime.CeilingSeconds(now + IStock.CommitTimeout),
                ct
            );
    }

    public async Task FinishReservation(
        Reservation reservation,
        int piecesKept,
        DateTimeOffset now,
        CancellationToken ct
    )
    {
        foreach (var shard in reservation.ShardIds)
            piecesKept -= await _shards.Reduce(
                shard,
                reservation.ReservationId,
                piecesKept,
                StoredTime.FloorSeconds(now),
                ct
            );
        _soldOut.Clear();
    }

    public async Task<long> CountLeft(StockKey stock, CancellationToken ct)
    {
        var shards = await Task.WhenAll(
            Enumerable.Range(0, StockKey.ShardsPerStock).Select(number => _shards.Find(stock, number, ct))
        );
        return Math.Max(0, shards.Sum(shard => shard.Remaining));
    }

    /// <summary>Reserves the pieces from several shards together, if no single shard has them all.</summary>
    private async Task<Reservation?> ReserveAcrossShards(
        StockKey stock,
        int pieces,
        string id,
        Func<int, int, ReservationDocument> newReservation,
        CancellationToken ct
    )
    {
        var (shards, missing) = (ImmutableArray.CreateBuilder<string>(), pieces);
        for (var number = 0; pieces > 1 && number < StockKey.ShardsPerStock && missing > 0; number++)
        {
            var part = (int)Math.Min(missing, (await _shards.Find(stock, number, ct)).Remaining);
            if (part <= 0 || !await _shards.TryReserve(stock, number, newReservation(number, part), ct))
                continue;
            shards.Add(StockDocument.IdOf(stock, number));
            missing -= part;
        }
        var reservation = new Reservation(id, shards.ToImmutable());
        if (missing == 0)
            return reservation;
        await FinishReservation(reservation, piecesKept: 0, DateTimeOffset.UnixEpoch, ct);
        if (pieces == 1)
            _soldOut[(stock.ProgrammeId, stock.RewardId, stock.Revision)] = clock.GetTimestamp();
        return null;
    }

    private bool IsSoldOut(StockKey stock) =>
        _soldOut.TryGetValue((stock.ProgrammeId, stock.RewardId, stock.Revision), out var since)
        && clock.GetElapsedTime(since) < SoldOutFor;
}
