namespace Points.Benchmarks.Load;

/// <summary>A service with its database, in processes of their own.</summary>
internal interface IMeasuredService
{
    string Name { get; }

    int Port { get; }

    HttpClient Http { get; }

    /// <summary>The processor time that the service and its database have used so far.</summary>
    TimeSpan ProcessorTime { get; }

    /// <summary>How much memory the service and its database have used at most.</summary>
    string DescribeMemory();
}

internal static class MeasuredServiceExtensions
{
    private const double BusyMax = 0.1; // Of one processor.
    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(500),
        RestMax = TimeSpan.FromSeconds(30);

    /// <summary>
    /// Waits until the service has finished what it does after its answers: then its processor time includes all of the
    /// work, and none of it slows down what is measured next.
    /// </summary>
    public static async Task Rest(this IMeasuredService service)
    {
        for (var waited = TimeSpan.Zero; waited < RestMax; waited += Step)
        {
            var before = service.ProcessorTime;
            await Task.Delay(Step);
            if (service.ProcessorTime - before < Step * BusyMax)
                return;
        }
    }
}
