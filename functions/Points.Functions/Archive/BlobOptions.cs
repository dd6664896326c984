using Azure.Core;

namespace Points.Functions.Archive;

/// <summary>How long and how often Blob storage is tried.</summary>
internal sealed class BlobOptions : ClientOptions
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(30);
    private const int RetriesMax = 4;

    public BlobOptions()
    {
        Retry.MaxRetries = RetriesMax;
        Retry.NetworkTimeout = TryTimeout;
    }
}
