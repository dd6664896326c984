namespace Points.Local.Importing;

/// <summary>A row as it stands in the file.</summary>
/// <param name="Line">Its line in the file, counted from 1 with the header.</param>
internal sealed record SourceRow(long Line, string Order, string Date, string Customer, string Amount)
{
    /// <summary>Whether it has as many fields as the header.</summary>
    public bool HasAllFields { get; init; } = true;
}

/// <summary>What a row turned out to be.</summary>
internal abstract record ClassifiedRow
{
    private ClassifiedRow() { }

    public sealed record ToPost(Transaction Transaction) : ClassifiedRow;

    /// <summary>Nothing to post, and nothing that is wrong: counted by kind.</summary>
    public sealed record SetAside(string Kind, string Reason) : ClassifiedRow;

    public sealed record Refused(string Code, string Reason) : ClassifiedRow;

    public T Match<T>(Func<Transaction, T> toPost, Func<SetAside, T> setAside, Func<Refused, T> refused) =>
        this switch
        {
            ToPost it => toPost(it.Transaction),
            SetAside it => setAside(it),
            Refused it => refused(it),
            _ => throw new InvalidOperationException($"{GetType()} is no kind of row"),
        };
}
