using Points.Benchmarks.Load;

namespace Points.Benchmarks.Yardstick;

/// <summary>
/// Compares one kind of write over loopback HTTP: Points and the peer in turn, under the same load, so that changes in
/// the speed of the machine affect both.
/// </summary>
/// <param name="Name">The plural name of the write, such as "accruals".</param>
/// <param name="Containers">The containers that a request to Points reads and writes.</param>
internal sealed record Comparison(string Name, RequestTemplate Request, string[] Containers)
{
    private const int Rounds = 5;
    private const long NumbersPerRun = 10_000_000; // More requests than a run can send.

    private static readonly TimeSpan WarmUp = TimeSpan.FromSeconds(15),
        RoundLength = TimeSpan.FromSeconds(10);

    private readonly List<Round> _points = [];
    private readonly List<Round> _peer = [];
    private long _nextNumber;

    /// <param name="peer">Null if PostgreSQL is not installed.</param>
    /// <param name="pgbench">Null to leave out what no HTTP service can reach.</param>
    public async Task Run(BenchmarkHost points, PeerHost? peer, Pgbench? pgbench)
    {
        Console.WriteLine(
            $"{Name}: {Environment.ProcessorCount} processors, {LoadGenerator.Name} with {LoadGenerator.Connections} "
                + $"connections, {RequestTemplate.Members:N0} members, after {WarmUp.TotalSeconds:0} s of warm-up each"
        );
        await Load(points, WarmUp);
        if (peer is not null)
            await Load(peer, WarmUp);
        Console.WriteLine(Round.Heading);
        for (var round = 1; round <= Rounds; round++)
        {
            var isPeerFirst = round % 2 == 0; // Neither always follows the other.
            if (isPeerFirst && peer is not null)
                await MeasurePeer(peer, round);
            await MeasurePoints(points, round);
            if (!isPeerFirst && peer is not null)
                await MeasurePeer(peer, round);
            pgbench?.Measure(round, RoundLength);
        }
        Report(points, peer, pgbench);
    }

    private async Task MeasurePoints(BenchmarkHost points, int round)
    {
        var requests = await points.CountRequests(Containers);
        var (load, processorTime) = await Load(points, RoundLength);
        requests = await points.CountRequests(Containers) - requests;
        Add(points, _points, new(load, processorTime, (double)requests / load.Count), round);
    }

    private async Task MeasurePeer(PeerHost peer, int round)
    {
        var (load, processorTime) = await Load(peer, RoundLength);
        Add(peer, _peer, new(load, processorTime, StoreRequests: null), round);
    }

    private static void Add(IMeasuredService service, List<Round> rounds, Round measured, int round)
    {
        rounds.Add(measured);
        Console.WriteLine(measured.Describe(round, service.Name));
    }

    /// <returns>What was measured, and the processor time of a request in microseconds.</returns>
    private async Task<(LoadResult Load, double ProcessorTime)> Load(IMeasuredService service, TimeSpan length)
    {
        var before = service.ProcessorTime;
        var load = await LoadGenerator.Run(service.Port, Request, length, _nextNumber);
        _nextNumber += NumbersPerRun;
        await service.Rest();
        return (load, (service.ProcessorTime - before).TotalMicroseconds / load.Count);
    }

    private void Report(BenchmarkHost points, PeerHost? peer, Pgbench? pgbench)
    {
        Figures.Report(points.Name, _points);
        if (peer is not null)
        {
            Figures.Report(peer.Name, _peer);
            Figures.Report(
                "ratio of Points to the peer",
                _points.Zip(_peer, (one, other) => one.Load.PerSecond / other.Load.PerSecond),
                "0.00"
            );
        }
        pgbench?.Report(_points);
        Console.WriteLine($"memory of {points.Name}: {points.DescribeMemory()}");
        if (peer is not null)
            Console.WriteLine($"memory of the {peer.Name}: {peer.DescribeMemory()}");
    }
}
