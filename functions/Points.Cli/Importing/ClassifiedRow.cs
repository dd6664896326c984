namespace Points.Cli.Importing;

/// <summary>The classification of a row.</summary>
internal abstract record ClassifiedRow
{
    private ClassifiedRow() { }

    public sealed record ToPost(Transaction Transaction) : ClassifiedRow;

    /// <summary>A valid row that is not posted. The report counts it by kind.</summary>
    public sealed record SetAside(string Kind, string Reason) : ClassifiedRow;

    public sealed record Refused(string Code, string Reason) : ClassifiedRow;

    public T Match<T>(Func<Transaction, T> toPost, Func<SetAside, T> setAside, Func<Refused, T> refused) =>
        this switch
        {
            ToPost it => toPost(it.Transaction),
            SetAside it => setAside(it),
            Refused it => refused(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a known classification."),
        };
}
