using Points.Domain.Ledger;

namespace Points.Cosmos.Documents;

/// <summary>
/// One shard of a limited reward's stock. Its reservations are in the same partition, so that both change together.
/// </summary>
/// <param name="Revision">The terms that set the number of pieces.</param>
/// <param name="Share">The pieces of this shard, including those given out.</param>
/// <param name="Remaining">
/// The pieces that are neither given out nor reserved; negative if the terms now have fewer than were given out.
/// </param>
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

    /// <summary>
    /// Adjusts the shard to the number of pieces of a later revision; an earlier one changes nothing.
    /// </summary>
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
