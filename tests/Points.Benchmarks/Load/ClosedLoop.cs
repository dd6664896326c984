using System.Diagnostics;

namespace Points.Benchmarks.Load;

/// <summary>
/// Sends requests over a number of connections. Each connection sends its next request when it has the answer to its
/// last one.
/// </summary>
internal sealed class ClosedLoop(int port, int connections)
{
    /// <param name="request">Creates the bytes of the request with a number.</param>
    public Task<Latencies> Run(TimeSpan duration, Func<long, byte[]> request, long firstNumber)
    {
        var start = Stopwatch.GetTimestamp();
        return RunWhile(_ => Stopwatch.GetElapsedTime(start) < duration, request, firstNumber);
    }

    /// <summary>Sends a number of requests.</summary>
    public Task<Latencies> Run(long count, Func<long, byte[]> request) =>
        RunWhile(number => number < count, request, 0);

    private async Task<Latencies> RunWhile(Func<long, bool> shouldSend, Func<long, byte[]> request, long firstNumber)
    {
        var last = firstNumber - 1;
        var start = Stopwatch.GetTimestamp();
        var measured = await Task.WhenAll(
            Enumerable
                .Range(0, connections)
                .Select(_ =>
                    Task.Run(async () =>
                    {
                        using var connection = await HttpConnection.Open(port);
                        var latencies = new List<double>(1 << 16);
                        while (Interlocked.Increment(ref last) is var number && shouldSend(number))
                        {
                            var bytes = request(number);
                            var sent = Stopwatch.GetTimestamp();
                            var status = await connection.Send(bytes);
                            if (status is not (200 or 201))
                                throw new InvalidDataException($"The server answered {status}.");
                            latencies.Add(Stopwatch.GetElapsedTime(sent).TotalMilliseconds);
                        }
                        return latencies;
                    })
                )
        );
        return new([.. measured.SelectMany(it => it).Order()], Stopwatch.GetElapsedTime(start));
    }
}
