using Azure;
using Azure.Storage.Blobs;
using Points.Domain;

namespace Points.Functions.Archive;

/// <summary>How long and how often Blob storage is tried, and what it means when it does not answer.</summary>
internal static class BlobRequests
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(30);
    private const int RetriesMax = 4;

    /// <summary>Of the service's interface: an older version lacks what is used here, a newer one may not be everywhere yet.</summary>
    private const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2025_11_05;

    public static BlobClientOptions Options() =>
        new(Version) { Retry = { MaxRetries = RetriesMax, NetworkTimeout = TryTimeout } };

    /// <exception cref="StoreUnavailableException">No answer came, or one that says to come again.</exception>
    /// <exception cref="RequestFailedException">Any other refusal.</exception>
    public static async Task<T> Send<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (IsTransient(fault, ct))
        {
            throw new StoreUnavailableException($"blob storage did not answer: {fault.Message}", fault);
        }
    }

    /// <summary>After retries the client throws all their faults at once.</summary>
    private static bool IsTransient(Exception fault, CancellationToken ct) =>
        fault switch
        {
            RequestFailedException { Status: 0 or 408 or 429 or >= 500 } or IOException => true,
            OperationCanceledException => !ct.IsCancellationRequested,
            AggregateException all => all.InnerExceptions.All(one => IsTransient(one, ct)),
            _ => false,
        };
}
