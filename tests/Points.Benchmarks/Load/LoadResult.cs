namespace Points.Benchmarks.Load;

/// <summary>What a load generator measured. Latencies are in milliseconds.</summary>
internal sealed record LoadResult(long Count, double PerSecond, double P50, double P99, double P999);
