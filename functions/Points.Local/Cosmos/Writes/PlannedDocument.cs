using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Writes;

/// <summary>A document as a batch would leave it, beside the row that it has now.</summary>
internal sealed class PlannedDocument
{
    /// <summary>The sequence number of the row to move or delete; zero when there is none.</summary>
    public long StoredSequence { get; init; }

    /// <summary>The sequence number of the version that the next operation of the batch sees; zero when it sees none.</summary>
    public long CurrentSequence { get; private set; }

    /// <summary>The version the batch itself wrote; null while the stored one stands, or after a delete.</summary>
    public StoredDocument? NewVersion { get; private set; }

    public bool HasChanged { get; private set; }

    public bool Exists => CurrentSequence != 0;

    public static PlannedDocument FromRow(long row, bool expired) =>
        new() { StoredSequence = row, CurrentSequence = expired ? 0 : row };

    public void Write(StoredDocument document, long sequence)
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
