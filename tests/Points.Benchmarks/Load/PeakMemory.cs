using System.Globalization;

namespace Points.Benchmarks.Load;

internal static class PeakMemory
{
    /// <summary>The most that this process has had at once.</summary>
    public static long Megabytes()
    {
        var line = File.ReadLines("/proc/self/status").First(it => it.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1], CultureInfo.InvariantCulture)
            / 1024;
    }
}
