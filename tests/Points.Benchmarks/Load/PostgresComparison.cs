using System.Globalization;

namespace Points.Benchmarks.Load;

/// <summary>
/// Compares one kind of write over loopback HTTP to the one-machine host with the same transaction on PostgreSQL. The
/// rounds alternate, so that changes in the speed of the machine affect both.
/// </summary>
/// <param name="Name">The plural name of the write, such as "accruals".</param>
/// <param name="Request">Creates the bytes of the request with a number.</param>
/// <param name="Containers">The containers that a request reads and writes.</param>
/// <param name="PgbenchScript">The same transaction as a script for pgbench.</param>
internal sealed record PostgresComparison(
    string Name,
    Func<long, byte[]> Request,
    string[] Containers,
    string PgbenchScript
)
{
    public const int Connections = 8,
        Members = 10_000;
    private const int Rounds = 5;

    /// <summary>
    /// Shares no factor with the number of members, so that consecutive requests are for different members.
    /// </summary>
    private const int Stride = 7_919;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15),
        Round = TimeSpan.FromSeconds(10);

    /// <summary>
    /// The member of a request. All members get equally many requests. A member's requests are far apart, so that they
    /// do not compete for its wallet.
    /// </summary>
    public static string MemberFor(long number) => $"m{number * Stride % Members}";

    /// <param name="postgres">Null if PostgreSQL is not installed; its columns then show NaN.</param>
    public async Task Run(BenchmarkHost host, Postgres? postgres)
    {
        var load = new ClosedLoop(host.Port, Connections);
        // Each connection also takes one number that it does not send.
        var nextNumber = (long)(await load.Run(WarmUp, Request, 0)).Count + Connections;
        Console.WriteLine(
            $"{Name}: {Environment.ProcessorCount} processors, {Connections} connections, {Members:N0} members, "
                + $"after {WarmUp.TotalSeconds:0} s of warm-up"
        );
        Console.WriteLine(
            "round   a second   p50 ms   p95 ms   p99 ms   requests each   CPU µs each   "
                + "pgbench/s   ratio   prepared/s   ratio"
        );
        var (rates, ratios, preparedRatios) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            var (before, usedBefore) = (await host.CountRequests(Containers), host.ProcessorTime);
            var run = await load.Run(Round, Request, nextNumber);
            var processorTime = (host.ProcessorTime - usedBefore) / run.Count;
            var requests = (double)(await host.CountRequests(Containers) - before) / run.Count;
            nextNumber += run.Count + Connections;
            rates.Add(run.PerSecond);
            var simpleRate = postgres?.Bench(PgbenchScript, Connections, Round, "simple") ?? double.NaN;
            var preparedRate = postgres?.Bench(PgbenchScript, Connections, Round, "prepared") ?? double.NaN;
            ratios.Add(run.PerSecond / simpleRate);
            preparedRatios.Add(run.PerSecond / preparedRate);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{round, 5}   {run.PerSecond, 8:0}   "
                        + $"{run.Percentile(50), 6:0.00}   {run.Percentile(95), 6:0.00}   "
                        + $"{run.Percentile(99), 6:0.00}   {requests, 13:0.000}   "
                        + $"{processorTime.TotalMicroseconds, 11:0}   "
                        + $"{simpleRate, 9:0}   {run.PerSecond / simpleRate, 5:0.00}   "
                        + $"{preparedRate, 10:0}   {run.PerSecond / preparedRate, 5:0.00}"
                )
            );
        }
        Report($"{Name} a second", rates, "0");
        Report("ratio to pgbench", ratios, "0.00");
        Report("ratio to pgbench with prepared statements", preparedRatios, "0.00");
        Console.WriteLine($"server memory at most {host.PeakMemoryMegabytes} MB");
    }

    private static void Report(string what, List<double> figures, string format)
    {
        var median = figures.Order().ElementAt(figures.Count / 2);
        Console.WriteLine($"{what}: median {Text(median)}, from {Text(figures.Min())} to {Text(figures.Max())}");

        string Text(double figure) => figure.ToString(format, CultureInfo.InvariantCulture);
    }
}
