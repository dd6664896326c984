namespace Points.Benchmarks.Load;

/// <summary>The latencies of a run, in milliseconds and ascending order.</summary>
internal sealed record Latencies(double[] Milliseconds, TimeSpan Elapsed)
{
    public int Count => Milliseconds.Length;

    public double PerSecond => Count / Elapsed.TotalSeconds;

    public double Percentile(double percent) => Milliseconds[(int)Math.Min(Count - 1, Count * percent / 100)];
}
