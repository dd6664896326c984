using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Points.Cli.Client;

namespace Points.Cli.Importing;

/// <summary>
/// Posts the purchases and cancellations of a file. Rows of one customer are posted one after the other, in the order
/// of the file; rows of different customers in parallel. Memory holds only the rows being posted and the open orders.
/// </summary>
internal sealed class Import(
    ImportPlan plan,
    PurchaseFile file,
    RefusedFile refused,
    PurchasePoster purchases,
    RefundPoster refunds
)
{
    private const int RowsPerChannelMax = 32;

    public ImportTally Tally { get; } = new();

    public double FractionRead => file.FractionRead;

    public async Task Run(CancellationToken ct)
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channels = Enumerable
            .Range(0, plan.Parallel)
            .Select(_ =>
                Channel.CreateBounded<Transaction>(
                    new BoundedChannelOptions(RowsPerChannelMax) { SingleReader = true, SingleWriter = true }
                )
            )
            .ToArray();
        var work = channels
            .Select(channel => PostTransactions(channel.Reader, stopping))
            .Append(DistributeRows(channels, stopping))
            .ToArray();
        try
        {
            await Task.WhenAll(work);
        }
        catch (Exception)
            when (work.Select(task => task.Exception?.InnerException).OfType<CommandException>().FirstOrDefault()
                    is { } reason
            )
        {
            ExceptionDispatchInfo.Throw(reason); // The other tasks stopped because of this error.
        }
    }

    private async Task DistributeRows(Channel<Transaction>[] channels, CancellationTokenSource stopping)
    {
        try
        {
            var classifier = new RowClassifier(plan.Zone);
            foreach (var row in file.Rows())
            {
                Tally.AddRow();
                await classifier
                    .Classify(row)
                    .Match(
                        toPost: it => ChannelFor(it, channels).Writer.WriteAsync(it, stopping.Token),
                        setAside: it => CountAsync(() => SetAside(row, it.Kind, it.Reason)),
                        refused: it => CountAsync(() => Refuse(row, it.Code, it.Reason))
                    );
            }
        }
        catch
        {
            await stopping.CancelAsync();
            throw;
        }
        finally
        {
            foreach (var channel in channels)
                channel.Writer.Complete();
        }
    }

    private static Channel<Transaction> ChannelFor(Transaction transaction, Channel<Transaction>[] channels) =>
        channels[(transaction.MemberId.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % channels.Length];

    private async Task PostTransactions(ChannelReader<Transaction> transactions, CancellationTokenSource stopping)
    {
        try
        {
            var poster = new TransactionPoster(purchases, refunds);
            await foreach (var transaction in transactions.ReadAllAsync(stopping.Token))
                (await poster.Post(transaction, stopping.Token)).Match(
                    earned: it => Count(() => Tally.AddPurchase(it)),
                    refunded: it => Count(() => Tally.AddRefund(it)),
                    unmatched: it =>
                        Count(() => SetAside(transaction.Row, RowClassifier.UnmatchedCancellation, it.Reason)),
                    refused: it => Count(() => Refuse(transaction.Row, it.Code, it.Reason))
                );
        }
        catch
        {
            await stopping.CancelAsync();
            throw;
        }
    }

    private void Refuse(SourceRow row, string code, string reason)
    {
        Tally.AddRefused(code);
        refused.Add(row, code, reason);
    }

    private void SetAside(SourceRow row, string kind, string reason)
    {
        Tally.AddSetAside(kind);
        refused.Add(row, kind, reason);
    }

    private static ValueTask CountAsync(Action count)
    {
        count();
        return ValueTask.CompletedTask;
    }

    private static bool Count(Action count)
    {
        count();
        return true;
    }
}
