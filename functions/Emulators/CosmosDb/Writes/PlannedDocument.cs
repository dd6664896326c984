using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Writes;

/// <summary>A document as a batch would leave it, and the row that it has now.</summary>
internal sealed class PlannedDocument
{
    /// <summary>The sequence number of the stored row; 0 when there is none.</summary>
    public long StoredSequence { get; init; }

    /// <summary>The sequence number of the version that the next operation of the batch sees; 0 for none.</summary>
    public long CurrentSequence { get; private set; }

    /// <summary>The version that the batch wrote; null if it wrote none, or deleted the document.</summary>
    public EncodedDocument? NewVersion { get; private set; }

    public bool HasChanged { get; private set; }

    public bool Exists => CurrentSequence != 0;

    /// <param name="sequence">The sequence number of the stored row; 0 when there is none.</param>
    /// <param name="hasExpired">Whether that document has expired, so that operations do not see it.</param>
    public static PlannedDocument FromRow(long sequence, bool hasExpired) =>
        new() { StoredSequence = sequence, CurrentSequence = hasExpired ? 0 : sequence };

    public void Write(EncodedDocument document, long sequence)
    {
        NewVersion = document;
        CurrentSequence = sequence;
        HasChanged = true;
    }

    public void Remove()
    {
        NewVersion = null;
        CurrentSequence = 0;
        HasChanged = true;
    }
}
