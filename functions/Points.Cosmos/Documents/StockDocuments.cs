using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>One shard of a limited reward's stock. Its reservations are in its partition, so that both change together.</summary>
/// <param name="Revision">Of the terms whose number of pieces counts.</param>
/// <param name="Share">How many pieces this shard has in all.</param>
/// <param name="Remaining">How many are neither given nor set aside; below zero where the terms have fewer now than were given.</param>
internal sealed record StockDocument(
    string Id,
    string Type,
    string Shard,
    string ProgrammeId,
    string RewardId,
    int Revision,
    long Share,
    long Remaining
)
{
    public const string TypeName = "stock";

    public static string IdOf(StockKey stock, int number) =>
        $"{TypeName}:{stock.ProgrammeId}:{stock.RewardId}:{number}";

    public static StockDocument New(StockKey stock, int number) =>
        new(
            IdOf(stock, number),
            TypeName,
            IdOf(stock, number),
            stock.ProgrammeId,
            stock.RewardId,
            stock.Revision,
            stock.ShareForShard(number),
            stock.ShareForShard(number)
        );

    /// <summary>By the terms of a later revision, if that is what these are.</summary>
    public StockDocument AdjustedTo(StockKey stock, int number) =>
        stock.Revision <= Revision
            ? this
            : this with
            {
                Revision = stock.Revision,
                Share = stock.ShareForShard(number),
                Remaining = Remaining + stock.ShareForShard(number) - Share,
            };
}

/// <summary>Pieces of a shard that a redemption has, or is about to have.</summary>
/// <param name="Until">When the hold ends that it is for, in seconds since 1970; null where it is for good.</param>
/// <param name="LookAt">When to ask what became of it, in seconds since 1970; null when that is known for good.</param>
/// <param name="Since">When it was made, in seconds since 1970 of real time: business time can be set.</param>
internal sealed record ReservationDocument(
    string Id,
    string Type,
    string Shard,
    string MemberId,
    string ProgrammeId,
    string RedemptionId,
    int Pieces,
    long? Until,
    long? LookAt,
    long Since
)
{
    public const string TypeName = "reservation";
}
