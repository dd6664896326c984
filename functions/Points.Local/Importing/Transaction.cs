namespace Points.Local.Importing;

/// <summary>What a row has to be posted as, for whom.</summary>
internal abstract record Transaction
{
    private Transaction(SourceRow row, string memberId) => (Row, MemberId) = (row, memberId);

    public SourceRow Row { get; }

    public string MemberId { get; }

    public sealed record Purchase(SourceRow Row, string MemberId, string OrderId, DateTimeOffset OccurredAt, Fen Amount)
        : Transaction(Row, MemberId);

    /// <summary>Goods went back; of which order, the books do not say.</summary>
    /// <param name="Amount">What the customer got back, more than nothing.</param>
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
            _ => throw new InvalidOperationException($"{GetType()} is nothing to post"),
        };
}
