namespace Points.Cosmos.Documents;

/// <summary>
/// Which months of a range have a balance. Whatever adds a day, closes a month, or changes a closed one, replaces this
/// document under its version, so that no balance misses a change.
/// </summary>
/// <param name="Part">The partition.</param>
/// <param name="ClosedThrough">The last month whose balance is right; null if there is none.</param>
internal sealed record ReportHeadDocument(string Id, string Type, string Part, string? ClosedThrough)
{
    public const string TypeName = "head",
        SingletonId = "head";

    public static ReportHeadDocument Of(string part, string? closedThrough) =>
        new(SingletonId, TypeName, part, closedThrough);
}
