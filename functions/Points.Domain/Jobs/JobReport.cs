namespace Points.Domain.Jobs;

/// <summary>What a run of a job processed: the count of each kind of item.</summary>
public sealed class JobReport(params (string What, long Count)[] counts)
{
    /// <summary>The report of a run that has not succeeded.</summary>
    public static JobReport None { get; } = new();

    public IReadOnlyList<(string What, long Count)> Counts => counts;

    /// <summary>Formats the counts, for example <c>12 wallets, 3 reservations</c>.</summary>
    public override string ToString() =>
        counts.Length == 0 ? "nothing" : string.Join(", ", counts.Select(it => $"{it.Count} {it.What}"));
}
