using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Domain;

namespace Points.Cosmos;

/// <summary>Translates statuses and exceptions of the SDK.</summary>
internal static class CosmosErrors
{
    /// <summary>Whether the request may have been carried out although it failed.</summary>
    public static bool IsOutcomeUnknown(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout || (int)status >= 500;

    public static bool IsThrottled(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests || (int)status == RetryWith;

    /// <summary>
    /// Whether a 404 means a missing document. For a missing container, or a session not yet replicated, it has a
    /// substatus.
    /// </summary>
    public static bool IsDocumentMissing(ResponseMessage notFound) =>
        notFound.Headers.GetValueOrDefault("x-ms-substatus") is null or "" or "0";

    /// <summary>Whether an exception means that no response arrived.</summary>
    public static bool IsResponseLost(Exception fault, CancellationToken ct) =>
        fault switch
        {
            CosmosException { StatusCode: var status } => IsOutcomeUnknown(status),
            HttpRequestException or IOException => true,
            OperationCanceledException => !ct.IsCancellationRequested,
            _ => false,
        };

    /// <summary>
    /// Runs a request that follows a lost response. If the store is busy, the exception becomes
    /// <see cref="StoreUnavailableException"/>: the lost request may have written.
    /// </summary>
    public static async Task<T> RunAfterLostResponse<T>(Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (StoreBusyException busy)
        {
            throw new StoreUnavailableException("the store is busy after its response was lost", busy);
        }
    }

    /// <exception cref="StoreBusyException">Throttled.</exception>
    /// <exception cref="StoreUnavailableException">The outcome is unknown, or a container is missing.</exception>
    public static void ThrowUnlessSuccess(HttpStatusCode status, string? message)
    {
        if ((int)status is >= 200 and < 300)
            return;
        if (IsThrottled(status))
            throw new StoreBusyException($"the store is throttling: {message}");
        if (IsOutcomeUnknown(status) || status == HttpStatusCode.NotFound)
            throw new StoreUnavailableException($"the store answered {(int)status}: {message}");
        throw new InvalidOperationException($"the store answered {(int)status}: {message}");
    }

    /// <summary>
    /// Cosmos DB's status for a conflict inside the service. Nothing was written, and the request can be repeated.
    /// </summary>
    private const int RetryWith = 449;
}
