using Azure;
using Azure.Storage.Blobs;
using Points.Domain;

namespace Points.Functions.Archive;

/// <summary>Sends requests to Blob storage: sets timeouts and retries, and translates outages.</summary>
internal static class BlobRequests
{
    private static readonly TimeSpan TryTimeout = TimeSpan.FromSeconds(30);
    private const int RetriesMax = 4;

    /// <summary>
    /// The version of the service's API. An older one lacks what this app uses; a newer one may not be available
    /// everywhere.
    /// </summary>
    private const BlobClientOptions.ServiceVersion Version = BlobClientOptions.ServiceVersion.V2025_11_05;

    public static BlobClientOptions Options() =>
        new(Version) { Retry = { MaxRetries = RetriesMax, NetworkTimeout = TryTimeout } };

    /// <exception cref="StoreUnavailableException">No answer came, or the answer was transient.</exception>
    /// <exception cref="RequestFailedException">The storage refused the request.</exception>
    public static async Task<T> Send<T>(Func<Task<T>> call, CancellationToken ct)
    {
        try
        {
            return await call();
        }
        catch (Exception fault) when (IsTransient(fault, ct))
        {
            throw new StoreUnavailableException($"Blob storage did not answer: {fault.Message}", fault);
        }
    }

    /// <summary>After its retries the client throws the exceptions of all attempts together.</summary>
    private static bool IsTransient(Exception fault, CancellationToken ct) =>
        fault switch
        {
            RequestFailedException { Status: 0 or 408 or 429 or >= 500 } or IOException => true,
            OperationCanceledException => !ct.IsCancellationRequested,
            AggregateException all => all.InnerExceptions.All(one => IsTransient(one, ct)),
            _ => false,
        };
}
