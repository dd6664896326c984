using Points.Domain;
using Points.Domain.Jobs;

namespace Points.Cosmos.Documents;

/// <summary>
/// How far a job has come in one range of a container, and which instance works on it. It is deleted when no instance
/// has touched it for a month: after a partition was split, its range is not listed any more.
/// </summary>
/// <param name="Range">The range, as the SDK writes it.</param>
/// <param name="RunId">The run that the position belongs to.</param>
/// <param name="Position">Where the next page begins: the SDK's continuation token.</param>
/// <param name="Ttl">In seconds.</param>
internal sealed record JobPartDocument(
    string Id,
    string Type,
    string Work,
    string Range,
    string RunId,
    DateTimeOffset DueUntil,
    string? Position,
    bool IsDone,
    string? Owner,
    DateTimeOffset LeasedUntil,
    int Ttl
)
{
    public const string TypeName = "job-part";

    private const int SecondsKept = 30 * 24 * 60 * 60;

    /// <summary>A digest, because a range contains characters that an id must not have.</summary>
    public static string IdOf(string work, string range) => "jp-" + Digest.Compute(TypeName, work, range);

    public static JobPartDocument From(JobPart it) =>
        new(
            IdOf(it.Work, it.Range),
            TypeName,
            it.Work,
            it.Range,
            it.RunId,
            it.DueUntil,
            it.Position,
            it.IsDone,
            it.Owner,
            it.LeasedUntil,
            SecondsKept
        );

    public JobPart ToPart() =>
        new(Work, Range)
        {
            RunId = RunId ?? "",
            DueUntil = DueUntil,
            Position = Position,
            IsDone = IsDone,
            Owner = Owner,
            LeasedUntil = LeasedUntil,
        };
}
