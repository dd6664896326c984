using Points.Cli.Tables;

namespace Points.Cli.Importing.Reading;

/// <summary>What became of rows when they were read.</summary>
internal abstract record ReadItem
{
    private ReadItem() { }

    public sealed record ToPost(Transaction Transaction) : ReadItem;

    /// <summary>A valid row that is not posted. The report counts it by kind.</summary>
    public sealed record SetAside(TableRow Row, string Kind, string Reason) : ReadItem;

    public sealed record Refused(TableRow Row, RowFault Fault) : ReadItem;

    public T Match<T>(Func<Transaction, T> toPost, Func<SetAside, T> setAside, Func<Refused, T> refused) =>
        this switch
        {
            ToPost it => toPost(it.Transaction),
            SetAside it => setAside(it),
            Refused it => refused(it),
            _ => throw new InvalidOperationException($"{GetType()} is not a known item."),
        };
}

/// <summary>Why a row is refused, in the words of its file.</summary>
internal sealed record RowFault(string Code, string Reason)
{
    /// <summary>Codes of rows that are refused before anything is sent.</summary>
    public const string NoCustomer = "no-customer",
        UnknownCustomer = "unknown-customer",
        SharedCustomer = "shared-customer",
        InvalidRow = "invalid-row";

    public static RowFault Invalid(string reason) => new(InvalidRow, reason);
}
