namespace Points.Domain.Ledger;

/// <summary>Identifies the stock of a limited reward.</summary>
/// <param name="Revision">The terms that set <paramref name="Pieces"/>. A later revision replaces the number.</param>
/// <param name="Pieces">The size of the stock, including the pieces that were given out.</param>
public sealed record StockKey(string ProgrammeId, string RewardId, int Revision, long Pieces)
{
    /// <summary>
    /// Every stock is split, so that many instances can take from it at once. The number is fixed because the number of
    /// pieces may change.
    /// </summary>
    public const int ShardsPerStock = 8;

    /// <summary>The pieces of one shard. The shares of all shards add up to <see cref="Pieces"/>.</summary>
    public long ShareForShard(int shard) => (Pieces / ShardsPerStock) + (shard < Pieces % ShardsPerStock ? 1 : 0);
}
