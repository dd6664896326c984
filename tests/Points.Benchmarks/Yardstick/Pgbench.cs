using System.Globalization;
using Points.Benchmarks.Load;

namespace Points.Benchmarks.Yardstick;

/// <summary>
/// Measures the same write as a script of pgbench, which no HTTP service can reach: nothing is parsed, checked or
/// answered.
/// </summary>
/// <param name="script">The transaction.</param>
internal sealed class Pgbench(Postgres postgres, string script)
{
    private readonly List<double> _simple = [];
    private readonly List<double> _prepared = [];

    /// <summary>Runs the transaction with pgbench's default protocol, and with prepared statements.</summary>
    public void Measure(int round, TimeSpan length)
    {
        _simple.Add(postgres.Bench(script, LoadGenerator.Connections, length, "simple"));
        _prepared.Add(postgres.Bench(script, LoadGenerator.Connections, length, "prepared"));
        Console.WriteLine(
            string.Create(
                CultureInfo.InvariantCulture,
                $"{round, 5}   pgbench   {_simple[^1], 8:0}, with prepared statements {_prepared[^1]:0}"
            )
        );
    }

    public void Report(IReadOnlyList<Round> points)
    {
        Report("pgbench", points, _simple);
        Report("pgbench with prepared statements", points, _prepared);
    }

    private static void Report(string what, IReadOnlyList<Round> points, List<double> rates)
    {
        Figures.Report($"{what}: transactions a second", rates, "0");
        Figures.Report(
            $"ratio of Points to {what}",
            points.Zip(rates, (round, rate) => round.Load.PerSecond / rate),
            "0.00"
        );
    }
}
