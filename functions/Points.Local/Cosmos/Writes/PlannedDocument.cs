using Points.Local.Cosmos.Documents;

namespace Points.Local.Cosmos.Writes;

/// <summary>A document as a batch would leave it, beside the row that it has now.</summary>
internal sealed class PlannedDocument
{
    /// <summary>The sequence number of the row to move or delete; zero when there is none.</summary>
    public long Row { get; init; }

    /// <summary>The sequence number of the version that the next operation of the batch sees; zero when it sees none.</summary>
    public long Version { get; private set; }

    /// <summary>The version the batch itself wrote; null while the stored one stands, or after a delete.</summary>
    public Document? Written { get; private set; }

    public bool Changed { get; private set; }

    public bool Exists => Version != 0;

    public static PlannedDocument Stored(long row, bool expired) => new() { Row = row, Version = expired ? 0 : row };

    public void Write(Document document, long sequence)
    {
        Written = document;
        Version = sequence;
        Changed = true;
    }

    public void Remove()
    {
        Written = null;
        Version = 0;
        Changed = true;
    }
}
