using Emulators.CosmosDb.Documents;

namespace Emulators.CosmosDb.Writes;

/// <summary>A document as a batch would leave it.</summary>
/// <param name="sequence">The sequence number of the version before the batch; 0 if there is none.</param>
/// <param name="body">That version's body, if it is in memory.</param>
/// <param name="seconds">When that version was written, in seconds since 1970, if its body is given.</param>
internal sealed class PlannedDocument(long sequence, ReadOnlyMemory<byte>? body = null, long seconds = 0)
{
    /// <summary>The version before the batch, if it is in memory.</summary>
    public (ReadOnlyMemory<byte> Body, long Seconds)? KnownBody { get; } = body is { } known ? (known, seconds) : null;

    /// <summary>The sequence number of the version that the next operation of the batch sees; 0 for none.</summary>
    public long CurrentSequence { get; private set; } = sequence;

    /// <summary>The version that the batch wrote; null if it wrote none, or deleted the document.</summary>
    public EncodedDocument? NewVersion { get; private set; }

    /// <summary>The sequence number of the change that the batch made; 0 if it made none.</summary>
    public long ChangeSequence { get; private set; }

    public bool Exists => CurrentSequence != 0;

    public void Write(EncodedDocument document, long change)
    {
        NewVersion = document;
        CurrentSequence = ChangeSequence = change;
    }

    public void Remove(long change)
    {
        NewVersion = null;
        CurrentSequence = 0;
        ChangeSequence = change;
    }
}
