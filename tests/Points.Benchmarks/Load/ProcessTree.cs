using System.Globalization;

namespace Points.Benchmarks.Load;

/// <summary>Reads what a process and its descendants use, on Linux.</summary>
internal static class ProcessTree
{
    private const double TicksPerSecond = 100; // The kernel's unit of these times, on every architecture.
    private const int KilobytesPerMegabyte = 1_024;

    // Positions in /proc/<pid>/stat after the name of the program, which ends with a parenthesis.
    private const int Parent = 1,
        FirstTime = 11,
        Times = 4;

    /// <summary>
    /// The processor time of a process and its descendants. A process's own figures include those of the children that
    /// it has waited for, so nothing is lost when a process ends.
    /// </summary>
    public static TimeSpan ProcessorTime(int root) =>
        TimeSpan.FromSeconds(
            Find(root).Sum(each => each.Fields.Skip(FirstTime).Take(Times).Sum(Number)) / TicksPerSecond
        );

    /// <summary>The resident memory of a process and its descendants, in megabytes. Shared pages count once.</summary>
    public static long Megabytes(int root) =>
        Find(root).Sum(each => ProportionalKilobytes(each.Id)) / KilobytesPerMegabyte;

    private static List<(int Id, string[] Fields)> Find(int root)
    {
        var all = Directory
            .EnumerateDirectories("/proc")
            .Select(it => int.TryParse(Path.GetFileName(it), CultureInfo.InvariantCulture, out var id) ? id : 0)
            .Where(id => id > 0)
            .Select(id => (Id: id, Fields: ReadFields(id)))
            .Where(each => each.Fields.Length > 0)
            .ToList();
        var found = all.Where(each => each.Id == root).ToList();
        for (var i = 0; i < found.Count; i++)
            found.AddRange(all.Where(each => Number(each.Fields[Parent]) == found[i].Id));
        return found;
    }

    /// <returns>Nothing if the process has ended.</returns>
    private static string[] ReadFields(int id)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{id}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return [];
        }
    }

    private static long ProportionalKilobytes(int id)
    {
        try
        {
            var line = File.ReadLines($"/proc/{id}/smaps_rollup")
                .First(each => each.StartsWith("Pss:", StringComparison.Ordinal));
            return Number(line.Split(' ', StringSplitOptions.RemoveEmptyEntries)[1]);
        }
        catch (IOException)
        {
            return 0;
        }
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
