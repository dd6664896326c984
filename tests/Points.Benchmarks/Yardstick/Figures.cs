using System.Globalization;
using Points.Benchmarks.Load;

namespace Points.Benchmarks.Yardstick;

/// <summary>What was measured of a service in one round.</summary>
/// <param name="ProcessorTime">Of a request, in microseconds, what follows its answer included.</param>
/// <param name="StoreRequests">Requests to our store for each request; null for the peer.</param>
internal sealed record Round(LoadResult Load, double ProcessorTime, double? StoreRequests)
{
    public const string Heading =
        "round   service   a second   p50 ms   p99 ms   p99.9 ms   CPU µs each   store requests each";

    public string Describe(int round, string service) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{round, 5}   {service, -7}   {Load.PerSecond, 8:0}   {Load.P50, 6:0.00}   {Load.P99, 6:0.00}   "
                + $"{Load.P999, 8:0.00}   {ProcessorTime, 11:0}   {StoreRequests, 19:0.000}"
        );
}

/// <summary>Prints medians and ranges of rounds.</summary>
internal static class Figures
{
    public static void Report(string service, IReadOnlyList<Round> rounds)
    {
        Report($"{service}: requests a second", rounds.Select(it => it.Load.PerSecond), "0");
        Report($"{service}: p50 ms", rounds.Select(it => it.Load.P50), "0.00");
        Report($"{service}: p99 ms", rounds.Select(it => it.Load.P99), "0.0");
        Report($"{service}: p99.9 ms", rounds.Select(it => it.Load.P999), "0.0");
        Report($"{service}: CPU µs of a request", rounds.Select(it => it.ProcessorTime), "0");
    }

    public static void Report(string what, IEnumerable<double> figures, string format)
    {
        var ordered = figures.Order().ToArray();
        Console.WriteLine(
            $"{what}: median {Show(ordered[ordered.Length / 2])}, from {Show(ordered[0])} to {Show(ordered[^1])}"
        );

        string Show(double figure) => figure.ToString(format, CultureInfo.InvariantCulture);
    }
}
