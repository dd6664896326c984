using System.Net;
using Microsoft.Azure.Cosmos;
using Points.Domain;

namespace Points.Cosmos;

/// <summary>What a status or exception of the SDK means for whoever asked.</summary>
internal static class CosmosErrors
{
    /// <summary>Whether the request may have been carried out though no answer says so.</summary>
    public static bool IsOutcomeUnknown(HttpStatusCode status) =>
        status is HttpStatusCode.RequestTimeout || (int)status >= 500;

    public static bool IsThrottled(HttpStatusCode status) =>
        status is HttpStatusCode.TooManyRequests || (int)status == RetryWith;

    /// <summary>A document that is missing has no substatus; a missing container, or a session that is not there yet, has one.</summary>
    public static bool IsDocumentMissing(ResponseMessage notFound) =>
        notFound.Headers.GetValueOrDefault("x-ms-substatus") is null or "" or "0";

    public static bool IsResponseLost(Exception fault, CancellationToken ct) =>
        fault switch
        {
            CosmosException { StatusCode: var status } => IsOutcomeUnknown(status),
            HttpRequestException or IOException => true,
            OperationCanceledException => !ct.IsCancellationRequested,
            _ => false,
        };

    /// <summary>Where an answer was lost, "busy" no longer means that nothing was written.</summary>
    public static async Task<T> RunAfterLostResponse<T>(Func<Task<T>> request)
    {
        try
        {
            return await request();
        }
        catch (StoreBusyException busy)
        {
            throw new StoreUnavailableException("the store is busy after an answer was lost", busy);
        }
    }

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

    /// <summary>Cosmos DB's own status for a conflict inside the service: nothing was written, the same request may follow.</summary>
    private const int RetryWith = 449;
}
