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
    PurchasePosting purchases,
    RefundPosting refunds
)
{
    private const int WaitingMax = 32;

    public Tally Tally { get; } = new();

    public double PartRead => file.PartRead;

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
        var work = lanes.Select(lane => Work(lane.Reader, ending)).Append(Deal(lanes, ending)).ToArray();
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

    private async Task Deal(Channel<Transaction>[] lanes, CancellationTokenSource ending)
    {
        try
        {
            var sorter = new RowSorter(plan.Zone);
            foreach (var row in file.Rows())
            {
                Tally.Read();
                await sorter
                    .Sort(row)
                    .Match(
                        toPost: it => LaneOf(it, lanes).Writer.WriteAsync(it, ending.Token),
                        setAside: it => Done(() => SetAside(row, it.Kind, it.Why)),
                        refused: it => Done(() => Refuse(row, it.Code, it.Why))
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
            foreach (var lane in lanes)
                lane.Writer.Complete();
        }
    }

    private static Channel<Transaction> LaneOf(Transaction transaction, Channel<Transaction>[] lanes) =>
        lanes[(transaction.MemberId.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % lanes.Length];

    private async Task Work(ChannelReader<Transaction> waiting, CancellationTokenSource ending)
    {
        try
        {
            var lane = new Lane(purchases, refunds);
            await foreach (var transaction in waiting.ReadAllAsync(ending.Token))
                (await lane.Post(transaction, ending.Token)).Match(
                    earned: it => Counted(() => Tally.Accept(it)),
                    takenBack: it => Counted(() => Tally.TakeBack(it)),
                    unmatched: it => Counted(() => SetAside(transaction.Row, RowSorter.UnmatchedCancellation, it.Why)),
                    refused: it => Counted(() => Refuse(transaction.Row, it.Code, it.Why))
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
        Tally.Refuse(code);
        refused.Add(row, code, why);
    }

    private void SetAside(SourceRow row, string kind, string why)
    {
        Tally.SetAside(kind);
        refused.Add(row, kind, why);
    }

    private static ValueTask Done(Action count)
    {
        count();
        return ValueTask.CompletedTask;
    }

    private static bool Counted(Action count)
    {
        count();
        return true;
    }
}
