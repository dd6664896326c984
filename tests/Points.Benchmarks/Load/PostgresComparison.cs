using System.Globalization;

namespace Points.Benchmarks.Load;

/// <summary>
/// One kind of write over loopback HTTP into the one-machine host, and the same transaction on PostgreSQL, turn by turn in
/// one run, so that a machine that drifts drifts under both.
/// </summary>
/// <param name="Name">As in "accruals".</param>
/// <param name="Request">Makes the bytes of the n-th request of all.</param>
/// <param name="Containers">Those of the store that a request has to do with.</param>
/// <param name="PgbenchScript">For pgbench.</param>
internal sealed record PostgresComparison(
    string Name,
    Func<long, byte[]> Request,
    string[] Containers,
    string PgbenchScript
)
{
    public const int Connections = 8,
        Members = 10_000;
    private const int Rounds = 3;

    /// <summary>Shares no factor with the number of members: so many requests in a row are each another member's.</summary>
    private const int Stride = 7_919;

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15),
        Round = TimeSpan.FromSeconds(10);

    /// <summary>Whose the n-th request is: everybody's turn comes equally often, and nobody's twice at once.</summary>
    public static string MemberFor(long number) => $"m{number * Stride % Members}";

    /// <param name="postgres">Null where it is not installed: then its figures are no numbers.</param>
    public async Task Run(BenchmarkHost host, Postgres? postgres)
    {
        var load = new ClosedLoop(host.Port, Connections);
        var sent = (long)(await load.Run(WarmUp, Request, 0)).Count + Connections;
        Console.WriteLine(
            $"{Name}: {Environment.ProcessorCount} processors, {Connections} connections, {Members:N0} members, after {WarmUp.TotalSeconds:0} s of warm-up"
        );
        Console.WriteLine(
            "round   a second   p50 ms   p95 ms   p99 ms   requests each   pgbench/s   ratio   prepared/s   ratio"
        );
        var (rates, ratios, prepared) = (new List<double>(), new List<double>(), new List<double>());
        for (var round = 1; round <= Rounds; round++)
        {
            var before = await host.CountRequests(Containers);
            var run = await load.Run(Round, Request, sent);
            var requests = (double)(await host.CountRequests(Containers) - before) / run.Count;
            sent += run.Count + Connections;
            rates.Add(run.PerSecond);
            ratios.Add(run.PerSecond / postgres?.Bench(PgbenchScript, Connections, Round, "simple") ?? double.NaN);
            prepared.Add(run.PerSecond / postgres?.Bench(PgbenchScript, Connections, Round, "prepared") ?? double.NaN);
            Console.WriteLine(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{round, 5}   {run.PerSecond, 8:0}   {run.Percentile(50), 6:0.00}   {run.Percentile(95), 6:0.00}   {run.Percentile(99), 6:0.00}   {requests, 13:0.000}   {run.PerSecond / ratios[^1], 9:0}   {ratios[^1], 5:0.00}   {run.PerSecond / prepared[^1], 10:0}   {prepared[^1], 5:0.00}"
                )
            );
        }
        Report($"{Name} a second", rates, "0");
        Report("ratio to pgbench", ratios, "0.00");
        Report("ratio to pgbench with prepared statements", prepared, "0.00");
        Console.WriteLine($"server memory at most {host.PeakMemoryMegabytes} MB");
    }

    private static void Report(string what, List<double> figures, string format) =>
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{what}: median {figures.Order().ElementAt(figures.Count / 2).ToString(format, CultureInfo.InvariantCulture)}, from {figures.Min().ToString(format, CultureInfo.InvariantCulture)} to {figures.Max().ToString(format, CultureInfo.InvariantCulture)}"
            )
        );
}
