namespace Points.Benchmarks.Load;

/// <summary>
/// Sends requests over eight connections, each the next one when it has the answer to its last one. wrk does that if it
/// is installed, because it takes less of the machine that it shares with the services.
/// </summary>
internal static class LoadGenerator
{
    public const int Connections = 8;

    public static string Name => Wrk.IsInstalled ? "wrk" : "our own load generator";

    /// <param name="firstNumber">The requests get this number and higher ones.</param>
    /// <exception cref="InvalidDataException">A request was refused, or got no answer.</exception>
    public static async Task<LoadResult> Run(int port, RequestTemplate request, TimeSpan length, long firstNumber)
    {
        if (Wrk.IsInstalled)
            return await Wrk.Run(port, Connections, request, length, firstNumber);
        var run = await new ClosedLoop(port, Connections).Run(length, request.Create, firstNumber);
        return new(run.Count, run.PerSecond, run.Percentile(50), run.Percentile(99), run.Percentile(99.9));
    }
}
