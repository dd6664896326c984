namespace Points.Domain.Jobs;

/// <summary>What a run of a job touched: so many of each.</summary>
public sealed class JobReport(params (string What, long Count)[] touched)
{
    /// <summary>Of a run that has not come so far as to tell.</summary>
    public static JobReport None { get; } = new();

    public IReadOnlyList<(string What, long Count)> Counts => touched;

    /// <summary>As <c>12 wallets, 3 reservations</c>.</summary>
    public override string ToString() =>
        touched.Length == 0 ? "nothing" : string.Join(", ", touched.Select(it => $"{it.Count} {it.What}"));
}
