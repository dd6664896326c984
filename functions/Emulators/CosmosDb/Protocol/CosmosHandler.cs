using System.Net;
using Emulators.CosmosDb.Storage;

namespace Emulators.CosmosDb.Protocol;

/// <summary>
/// Receives the SDK's requests in place of a server. Counts them, injects faults, and turns refusals into responses.
/// </summary>
internal sealed class CosmosHandler(DocumentStore store, FaultInjector faults, RequestCounts counts)
    : HttpMessageHandler
{
    private readonly MetadataEndpoint _metadata = new(store);
    private readonly DocumentEndpoint _documents = new(store);
    private readonly BatchEndpoint _batches = new(store);
    private readonly QueryEndpoint _queries = new(store);
    private readonly ChangeFeedEndpoint _changes = new(store);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new CosmosRequest(request);
        var kind = call.Kind;
        var response = await HandleWithFaults(call, kind, cancellationToken);
        response.RequestMessage = request;
        return response.WithHeader(
            HeaderNames.ActivityId,
            call.Header(HeaderNames.ActivityId) ?? Guid.Empty.ToString()
        );
    }

    private async Task<HttpResponseMessage> HandleWithFaults(
        CosmosRequest call,
        RequestKind kind,
        CancellationToken cancellation
    )
    {
        var container = FindContainer(call.Path);
        var name = container?.Definition.Name ?? call.Path.Container;
        counts.Add(name, kind);
        if (faults.FindFor(name, kind) is not { } fault)
            return await Answer(call, kind, container, cancellation);
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, cancellation);
        var answer = fault.IsExecuted ? await Answer(call, kind, container, cancellation) : null;
        if (fault.BreaksConnection)
            throw new HttpRequestException("An injected fault broke the connection.", null, null);
        return fault.Status is { } status ? FaultResponse(fault, status) : answer!;
    }

    private static HttpResponseMessage FaultResponse(InjectedFault fault, int status)
    {
        var response = CosmosResponse.Error(status, "An injected fault.", fault.SubStatus);
        return fault.RetryAfter is { } wait
            ? response.WithHeader(HeaderNames.RetryAfter, (long)wait.TotalMilliseconds)
            : response;
    }

    private async Task<HttpResponseMessage> Answer(
        CosmosRequest call,
        RequestKind kind,
        StoredContainer? container,
        CancellationToken cancellation
    )
    {
        try
        {
            if (kind == RequestKind.Metadata)
                return await _metadata.Answer(call, cancellation);
            container ??= store.Catalog.GetContainer(call.Path.Database, call.Path.Container);
            return kind switch
            {
                RequestKind.Read => _documents.Read(call, container),
                RequestKind.Batch => await _batches.Answer(call, container, cancellation),
                RequestKind.Query => await _queries.Answer(call, container, cancellation),
                RequestKind.QueryPlan => await QueryEndpoint.Plan(call, container, cancellation),
                RequestKind.ChangeFeed => _changes.Answer(call, container),
                _ => await _documents.Write(call, kind, container, cancellation),
            };
        }
        catch (RequestRefusedException refused)
        {
            var response = CosmosResponse.Error(refused.Status, refused.Message, refused.SubStatus);
            return refused.Status == (int)HttpStatusCode.TooManyRequests
                ? response.WithHeader(HeaderNames.RetryAfter, 1)
                : response;
        }
        catch (Exception failure) when (failure is IOException or ObjectDisposedException)
        {
            return CosmosResponse.Error((int)HttpStatusCode.ServiceUnavailable, failure.Message);
        }
    }

    private StoredContainer? FindContainer(in ResourcePath path) =>
        path.Kind is ResourceKind.Document or ResourceKind.Documents
            ? store.Catalog.FindContainer(path.Database, path.Container)
            : null;
}
