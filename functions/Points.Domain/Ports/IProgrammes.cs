using Points.Domain.Programmes;

namespace Points.Domain.Ports;

/// <summary>The published programmes.</summary>
public interface IProgrammes
{
    /// <summary>Finds a programme as it was published up to a few seconds ago.</summary>
    Task<Programme?> Find(string programmeId, CancellationToken ct);

    /// <summary>Publishes the next revision of a programme from its document.</summary>
    /// <returns>False, with nothing written, if a revision of that number is there already.</returns>
    Task<bool> Publish(ProgrammeRevision revision, ReadOnlyMemory<byte> document, CancellationToken ct);
}

public static class ProgrammesExtensions
{
    /// <summary>The terms in force at an instant; null where there is no such programme, or none yet.</summary>
    public static async ValueTask<ProgrammeRevision?> TermsOf(
        this IProgrammes programmes, string programmeId, DateTimeOffset instant, CancellationToken ct) =>
        (await programmes.Find(programmeId, ct))?.At(instant);
}
