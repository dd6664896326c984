using System.Runtime.ExceptionServices;
using System.Threading.Channels;

namespace Points.Cli.Hosts;

/// <summary>
/// Works on items in parallel, but on items with the same key one after the other, in their order. Memory holds only
/// the items that are being worked on and a few more.
/// </summary>
internal static class KeyedWork
{
    private const int WaitingPerWorkerMax = 32;

    /// <param name="createWorker">Creates the work of one worker, which sees all items of its keys.</param>
    public static async Task Run<T>(
        IEnumerable<T> items,
        Func<T, string> keyOf,
        int parallel,
        Func<Func<T, CancellationToken, Task>> createWorker,
        CancellationToken ct
    )
    {
        using var stopping = CancellationTokenSource.CreateLinkedTokenSource(ct);
        var channels = Enumerable
            .Range(0, parallel)
            .Select(_ =>
                Channel.CreateBounded<T>(
                    new BoundedChannelOptions(WaitingPerWorkerMax) { SingleReader = true, SingleWriter = true }
                )
            )
            .ToArray();
        var work = channels
            .Select(channel => Work(channel.Reader, createWorker(), stopping))
            .Append(Distribute(items, keyOf, channels, stopping))
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

    private static async Task Distribute<T>(
        IEnumerable<T> items,
        Func<T, string> keyOf,
        Channel<T>[] channels,
        CancellationTokenSource stopping
    )
    {
        try
        {
            foreach (var item in items)
            {
                var worker = (keyOf(item).GetHashCode(StringComparison.Ordinal) & int.MaxValue) % channels.Length;
                await channels[worker].Writer.WriteAsync(item, stopping.Token);
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

    private static async Task Work<T>(
        ChannelReader<T> items,
        Func<T, CancellationToken, Task> work,
        CancellationTokenSource stopping
    )
    {
        try
        {
            await foreach (var item in items.ReadAllAsync(stopping.Token))
                await work(item, stopping.Token);
        }
        catch
        {
            await stopping.CancelAsync();
            throw;
        }
    }
}
