using Points.Cli.Tables;

namespace Points.Cli.Importing.Reading;

/// <summary>What rows of a file say: an order, or a refund.</summary>
/// <param name="Rows">The rows that say it. Each shares its outcome.</param>
internal abstract record Transaction(IReadOnlyList<TableRow> Rows, string MemberId)
{
    /// <param name="Refunded">How much of it was refunded, if its row says so; zero for nothing.</param>
    public sealed record Purchase(
        IReadOnlyList<TableRow> Rows,
        string MemberId,
        string OrderId,
        DateTimeOffset OccurredAt,
        IReadOnlyList<PurchaseLine> Lines,
        Fen Refunded
    ) : Transaction(Rows, MemberId)
    {
        public Fen Amount => Lines.Aggregate(Fen.Zero, (sum, line) => sum + line.Amount);
    }

    /// <param name="RefundId">The number that tells the refund from others.</param>
    /// <param name="OrderId">The refunded order; null if it must be found among the customer's orders.</param>
    /// <param name="Amount">The amount that the customer got back, above zero.</param>
    public sealed record Refund(
        IReadOnlyList<TableRow> Rows,
        string MemberId,
        string RefundId,
        string? OrderId,
        DateTimeOffset OccurredAt,
        Fen Amount
    ) : Transaction(Rows, MemberId);

    /// <summary>The points that a member has in another system.</summary>
    /// <param name="Reference">The number that tells the balance from others of the member.</param>
    public sealed record Balance(
        IReadOnlyList<TableRow> Rows,
        string MemberId,
        string Reference,
        IReadOnlyList<BalanceLot> Lots
    ) : Transaction(Rows, MemberId);

    public T Match<T>(Func<Purchase, T> purchase, Func<Refund, T> refund, Func<Balance, T> balance) =>
        this switch
        {
            Balance it => balance(it),
            Purchase it => purchase(it),
            Refund it => refund(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a known transaction."),
        };
}

/// <summary>Points of a balance that expire on one day.</summary>
/// <param name="ExpiresOn">Null if they never expire.</param>
/// <param name="IssuedBy">Null if the row names no merchant.</param>
internal sealed record BalanceLot(long Points, DateOnly? ExpiresOn, string? IssuedBy);

/// <summary>A line of an order.</summary>
internal sealed record PurchaseLine(string Sku, string Category, Fen Amount)
{
    /// <summary>The words for what the file does not tell.</summary>
    public const string WholeOrder = "invoice-total",
        AnyCategory = "general";
}
