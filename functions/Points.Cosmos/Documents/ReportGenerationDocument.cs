namespace Points.Cosmos.Documents;

/// <summary>Which generation of a programme's sums is read, and how far a rebuild of them is.</summary>
/// <param name="Part">The partition: the programme, alone.</param>
/// <param name="Current">The generation that is read, and to which new entries are added.</param>
/// <param name="Building">The generation that a rebuild writes; null if none is written.</param>
/// <param name="Previous">The generation that a rebuild has replaced and that is still there; otherwise null.</param>
/// <param name="Position">Up to where the rebuild has read the ledgers; null for their beginning.</param>
/// <param name="StartedAt">When the rebuild was asked for; null if none is under way.</param>
/// <param name="SwitchedAt">When the rebuild replaced the generation; null before.</param>
internal sealed record ReportGenerationDocument(
    string Id,
    string Type,
    string Part,
    int Current,
    int? Building,
    int? Previous,
    string? Position,
    DateTimeOffset? StartedAt,
    DateTimeOffset? SwitchedAt
)
{
    public const string TypeName = "generation",
        SingletonId = "generation";

    /// <summary>Of a programme that was never rebuilt.</summary>
    public static ReportGenerationDocument First(string programmeId) =>
        new(SingletonId, TypeName, programmeId, Current: 1, null, null, null, null, null);
}
