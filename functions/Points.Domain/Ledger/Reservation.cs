using System.Collections.Immutable;

namespace Points.Domain.Ledger;

/// <summary>Pieces of a limited reward that are set aside for a redemption, and are its own once it is committed.</summary>
/// <param name="ShardIds">Of the stock, that have a part of it.</param>
public sealed record Reservation(string ReservationId, ImmutableArray<string> ShardIds);

/// <summary>Whose reservation it is: where to look what became of it.</summary>
/// <param name="Until">When the hold ends by itself that it is for; null where it is for good.</param>
public sealed record ReservationOwner(string MemberId, string ProgrammeId, string RedemptionId, DateTimeOffset? Until);

/// <summary>A limited reward's stock.</summary>
/// <param name="Revision">Of the terms that give the number of pieces: a later revision's number replaces an earlier one's.</param>
/// <param name="Pieces">How many there are in all.</param>
public sealed record StockKey(string ProgrammeId, string RewardId, int Revision, long Pieces)
{
    /// <summary>Parts of every stock, so that many can take from it at once. Fixed, as the number of pieces may change.</summary>
    public const int ShardsPerStock = 8;

    /// <summary>How many pieces one of the shards has; all add up.</summary>
    public long ShareForShard(int shard) => (Pieces / ShardsPerStock) + (shard < Pieces % ShardsPerStock ? 1 : 0);
}
