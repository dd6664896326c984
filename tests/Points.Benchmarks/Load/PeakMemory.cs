using System.Globalization;

namespace Points.Benchmarks.Load;

/// <summary>Reads the peak resident memory of a process on Linux.</summary>
internal static class PeakMemory
{
    /// <param name="process">A process id, or <c>self</c> for this process.</param>
    /// <returns>Megabytes.</returns>
    public static long Megabytes(string process = "self")
    {
        var line = File.ReadLines($"/proc/{process}/status")
            .First(each => each.StartsWith("VmHWM:", StringComparison.Ordinal));
        return line.Split(' ', StringSplitOptions.RemoveEmptyEntries) is [_, var kilobytes, ..]
            ? long.Parse(kilobytes, CultureInfo.InvariantCulture) / 1024
            : throw new InvalidDataException($"Cannot read the memory in '{line}'.");
    }
}
