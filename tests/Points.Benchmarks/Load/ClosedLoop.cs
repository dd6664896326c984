using System.Diagnostics;

namespace Points.Benchmarks.Load;

/// <summary>So many connections, each sending its next request when the last one was answered.</summary>
internal sealed class ClosedLoop(int port, int connections)
{
    /// <param name="request">Makes the bytes of the n-th request of all.</param>
    public Task<Latencies> Run(TimeSpan duration, Func<long, byte[]> request, long firstNumber)
    {
        var began = Stopwatch.GetTimestamp();
        return RunWhile(_ => Stopwatch.GetElapsedTime(began) < duration, request, firstNumber);
    }

    /// <summary>Sends so many requests.</summary>
    public Task<Latencies> Run(long count, Func<long, byte[]> request) =>
        RunWhile(number => number < count, request, 0);

    private async Task<Latencies> RunWhile(Func<long, bool> goesOn, Func<long, byte[]> request, long firstNumber)
    {
        var last = firstNumber - 1;
        var began = Stopwatch.GetTimestamp();
        var measured = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var connection = await HttpConnection.Open(port);
                        var latencies = new List<double>(1 << 16);
                        while (Interlocked.Increment(ref last) is var number && goesOn(number))
                        {
                            var bytes = request(number);
                            var sent = Stopwatch.GetTimestamp();
                            var status = await connection.Send(bytes);
                            if (status is not (200 or 201))
                                throw new InvalidDataException($"the server answered {status}");
                            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                        }
                        return latencies;
                    })
                )
        );
        return new([.. measured.SelectMany(it => it).Order()], Stopwatch.GetElapsedTime(began));
    }
}

/// <summary>What a run measured: milliseconds of each request, ascending.</summary>
internal sealed record Latencies(double[] Milliseconds, TimeSpan Elapsed)
{
    public int Count => Milliseconds.Length;

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double Percentile(double percent) => Milliseconds[(int)Math.Min(Count - 1, Count * percent / 100)];
}
