using Points.Cli.Files;
using Points.Cli.Hosts;
using Points.Cli.Importing.Posting;
using Points.Cli.Importing.Reading;
using Points.Cli.Importing.Reporting;
using Points.Cli.Tables;

namespace Points.Cli.Importing;

/// <summary>
/// Posts the orders and refunds of a file. Those of one customer are posted one after the other, in the order of the
/// file; those of different customers in parallel.
/// </summary>
/// <param name="createPoster">Creates a poster for a group of customers.</param>
internal sealed class Import(
    InputFile file,
    ImportReader reader,
    RefusedFile refused,
    Func<TransactionPoster> createPoster,
    int parallel
)
{
    public const int ParallelMax = 256;

    private const string UnmatchedCancellation = "unmatched-cancellation";

    public ImportTally Tally { get; } = new(isDryRun: false);

    /// <summary>How much of the file has been read, from 0 to 1.</summary>
    public double FractionRead => file.FractionRead;

    public Task Run(CancellationToken ct) =>
        KeyedWork.Run(TransactionsOf(reader.Read(file)), it => it.MemberId, parallel, CreateWorker, ct);

    /// <summary>Reports the rows that need no host, and passes on the others.</summary>
    private IEnumerable<Transaction> TransactionsOf(IEnumerable<ReadItem> items) =>
        items
            .Select(item =>
                item.Match<Transaction?>(
                    toPost: it => it,
                    setAside: it => SetAside(it.Row, it.Kind, it.Reason),
                    refused: it => Refuse(it.Row, it.Fault)
                )
            )
            .OfType<Transaction>();

    private Func<Transaction, CancellationToken, Task> CreateWorker()
    {
        var poster = createPoster();
        return async (transaction, ct) => Report(transaction, await poster.Post(transaction, ct));
    }

    private void Report(Transaction transaction, PostResult result)
    {
        if (result is PostResult.Accepted accepted)
        {
            Tally.AddAccepted(accepted, transaction.Rows.Count);
            return;
        }
        foreach (var row in transaction.Rows)
            _ = result.Match<Transaction?>(
                accepted: _ => null,
                unmatched: it => SetAside(row, UnmatchedCancellation, it.Reason),
                refused: it => Refuse(row, it.Fault)
            );
    }

    private Transaction? Refuse(TableRow row, RowFault fault)
    {
        Tally.AddRefused(fault, row.Line);
        refused.Add(row, fault.Code, fault.Reason);
        return null;
    }

    private Transaction? SetAside(TableRow row, string kind, string reason)
    {
        Tally.AddSetAside(kind, reason, row.Line);
        refused.Add(row, kind, reason);
        return null;
    }
}
