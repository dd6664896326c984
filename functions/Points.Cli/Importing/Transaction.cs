namespace Points.Cli.Importing;

/// <summary>A purchase or a cancellation that a row contains.</summary>
internal abstract record Transaction
{
    private Transaction(SourceRow row, string memberId) => (Row, MemberId) = (row, memberId);

    public SourceRow Row { get; }

    public string MemberId { get; }

    public sealed record Purchase(SourceRow Row, string MemberId, string OrderId, DateTimeOffset OccurredAt, Fen Amount)
        : Transaction(Row, MemberId);

    /// <summary>Returned goods. The file does not say to which order they belong.</summary>
    /// <param name="Amount">The amount that the customer got back, above zero.</param>
    public sealed record Cancellation(
        SourceRow Row,
        string MemberId,
        string RefundId,
        DateTimeOffset OccurredAt,
        Fen Amount
    ) : Transaction(Row, MemberId);

    public T Match<T>(Func<Purchase, T> purchase, Func<Cancellation, T> cancellation) =>
        this switch
        {
            Purchase it => purchase(it),
            Cancellation it => cancellation(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a known transaction."),
        };
}
