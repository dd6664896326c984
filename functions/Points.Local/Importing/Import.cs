using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Points.Local.Importing;

/// <summary>
/// Posts the purchases of a file. The purchases of one customer go one after the other in the file's order, different
/// customers side by side; at no time is more of the file in memory than what is under way.
/// </summary>
internal sealed class Import(ImportPlan plan, PurchaseFile file, RefusedFile refused, PurchasePosting posting)
{
    private const int WaitingMax = 32;

    public Tally Tally { get; } = new();

    public double PartRead => file.PartRead;

    public async Task Run(CancellationToken ct)
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var lanes = Enumerable.Range(0, plan.Parallel)
            .Select(_ => Channel.CreateBounded<Purchase>(new BoundedChannelOptions(WaitingMax) { SingleReader = true, SingleWriter = true }))
            .ToArray();
        var work = lanes.Select(lane => Work(lane.Reader, ending)).Append(Deal(lanes, ending)).ToArray();
        try
        {
            await Task.WhenAll(work);
        }
        catch (Exception) when (work.Select(task => task.Exception?.InnerException).OfType<ImportException>().FirstOrDefault() is { } reason)
        {
            ExceptionDispatchInfo.Throw(reason); // The others only ended because of it.
        }
    }

    private async Task Deal(Channel<Purchase>[] lanes, CancellationTokenSource ending)
    {
        try
        {
            var sorter = new RowSorter(plan.Zone);
            foreach (var row in file.Rows())
            {
                Tally.Read();
                await sorter.Sort(row).Match(
                    toPost: purchase => LaneOf(purchase, lanes).Writer.WriteAsync(purchase, ending.Token),
                    setAside: it => Done(() => SetAside(row, it)),
                    refused: it => Done(() => Refuse(row, it.Code, it.Why)));
            }
        }
        catch
        {
            await ending.CancelAsync();
            throw;
        }
        finally
        {
            foreach (var lane in lanes) lane.Writer.Complete();
        }
    }

    private static Channel<Purchase> LaneOf(Purchase purchase, Channel<Purchase>[] lanes) =>
        lanes[(purchase.MemberId.GetHashCode(StringComparison.Ordinal) & int.MaxValue) % lanes.Length];

    private async Task Work(ChannelReader<Purchase> lane, CancellationTokenSource ending)
    {
        try
        {
            await foreach (var purchase in lane.ReadAllAsync(ending.Token))
                (await posting.Post(purchase, ending.Token)).Match(
                    accepted: it => Counted(() => Tally.Accept(it)),
                    refused: it => Counted(() => Refuse(purchase.Row, it.Code, it.Why)));
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

    private void SetAside(SourceRow row, Sorted.SetAside it)
    {
        Tally.SetAside(it.Kind);
        refused.Add(row, it.Kind, it.Why);
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
