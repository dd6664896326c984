namespace Points.Domain.Programmes.Revisions;

public static class ProgrammesExtensions
{
    /// <summary>
    /// Finds the terms in force at an instant; null if there is no such programme, or it has not started.
    /// </summary>
    public static async ValueTask<ProgrammeTerms?> FindTerms(
        this IProgrammes programmes,
        string programmeId,
        DateTimeOffset instant,
        CancellationToken ct
    ) => (await programmes.Find(programmeId, ct))?.TermsAt(instant);
}
