using System.Runtime.ExceptionServices;
using System.Threading.Channels;
using Points.Local.Client;

namespace Points.Local.Importing;

/// <summary>
/// Posts the purchases and cancellations of a file. Those of one customer go one after the other in the file's order,
/// different customers side by side; at no time is more of the file in memory than what is under way, and what is left of
/// the orders.
/// </summary>
internal sealed class Import(
    ImportPlan plan,
    PurchaseFile file,
    RefusedFile refused,
    PurchasePoster purchases,
    RefundPoster refunds
)
{
    private const int WaitingMax = 32;

    public ImportTally Tally { get; } = new();

    public double FractionRead => file.FractionRead;

    public async Task Run(CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var lanes = Enumerable
            .Range(0, plan.Parallel)
            .Select(_ =>
                Channel.CreateBounded<Transaction>(
                    new BoundedChannelOptions(WaitingMax) { SingleReader = true, SingleWriter = true }
                )
            )
            .ToArray();
        var work = lanes
            .Select(lane => PostTransactions(lane.Reader, ending))
            .Append(DistributeRows(lanes, ending))
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
            ExceptionDispatchInfo.Throw(reason); // The others only ended because of it.
        }
    }

    private async Task DistributeRows(Channel<Transaction>[] channels, CancellationTokenSource ending)
    {
        try
        {
            var sorter = new RowClassifier(plan.Zone);
            foreach (var row in file.Rows())
            {
                Tally.AddRow();
                await sorter
                    .Classify(row)
                    .Match(
                        toPost: it => ChannelFor(it, channels).Writer.WriteAsync(it, ending.Token),
                        setAside: it => CountAsync(() => SetAside(row, it.Kind, it.Reason)),
                        refused: it => CountAsync(() => Refuse(row, it.Code, it.Reason))
                    );
            }
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
        finally
        {
            foreach (var lane in channels)
                lane.Writer.Complete();
        }
    }

    private static Channel<Transaction> ChannelFor(Transaction transaction, Channel<Transaction>[] channels) =>
        channels[(transaction.MemberId.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % channels.Length];

    private async Task PostTransactions(ChannelReader<Transaction> transactions, CancellationTokenSource ending)
    {
        try
        {
            var lane = new TransactionPoster(purchases, refunds);
            await foreach (var transaction in transactions.ReadAllAsync(ending.Token))
                (await lane.Post(transaction, ending.Token)).Match(
                    earned: it => Count(() => Tally.AddPurchase(it)),
                    refunded: it => Count(() => Tally.AddRefund(it)),
                    unmatched: it =>
                        Count(() => SetAside(transaction.Row, RowClassifier.UnmatchedCancellation, it.Reason)),
                    refused: it => Count(() => Refuse(transaction.Row, it.Code, it.Reason))
                );
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
    }

    private void Refuse(SourceRow row, string code, string why)
    {
        Tally.AddRefused(code);
        refused.Add(row, code, why);
    }

    private void SetAside(SourceRow row, string kind, string why)
    {
        Tally.AddSetAside(kind);
        refused.Add(row, kind, why);
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
