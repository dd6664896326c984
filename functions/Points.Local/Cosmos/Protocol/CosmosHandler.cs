using System.Net;
using Points.Local.Cosmos.Storage;
using Points.Local.Sqlite;

namespace Points.Local.Cosmos.Protocol;

/// <summary>
/// The protocol's front door: what the SDK believes to be a server. It counts, injects faults, and turns refusals into
/// answers.
/// </summary>
internal sealed class CosmosHandler(Store store, Faults faults, RequestCounts counts) : HttpMessageHandler
{
    private readonly MetadataCalls _metadata = new(store);
    private readonly DocumentCalls _documents = new(store);
    private readonly BatchCalls _batches = new(store);
    private readonly QueryCalls _queries = new(store);
    private readonly ChangeFeedCalls _changes = new(store);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        var call = new Call(request);
        var kind = call.Kind;
        var response = await Meet(call, kind, cancellationToken);
        response.RequestMessage = request;
        return response.With(HeaderNames.ActivityId, call.Header(HeaderNames.ActivityId) ?? Guid.Empty.ToString());
    }

    private async Task<HttpResponseMessage> Meet(Call call, RequestKind kind, CancellationToken cancellation)
    {
        var container = Resolve(call.Address);
        var name = container?.Definition.Name ?? call.Address.Container;
        counts.Add(name, kind);
        if (faults.For(name, kind) is not { } fault)
            return await Answer(call, kind, container, cancellation);
        if (fault.Delay > TimeSpan.Zero)
            await Task.Delay(fault.Delay, cancellation);
        var answer = fault.Happens ? await Answer(call, kind, container, cancellation) : null;
        if (fault.Breaks)
            throw new HttpRequestException("The connection was broken by an injected fault.", null, null);
        return fault.Status is { } status ? Faulted(fault, status) : answer!;
    }

    private static HttpResponseMessage Faulted(Fault fault, int status)
    {
        var response = Reply.Error(status, "An injected fault.", fault.SubStatus);
        return fault.RetryAfter is { } wait
            ? response.With(HeaderNames.RetryAfter, (long)wait.TotalMilliseconds)
            : response;
    }

    private async Task<HttpResponseMessage> Answer(
        Call call,
        RequestKind kind,
        StoredContainer? container,
        CancellationToken cancellation
    )
    {
        try
        {
            if (kind == RequestKind.Metadata)
                return await _metadata.Answer(call, cancellation);
            container ??= store.Catalog.Container(call.Address.Database, call.Address.Container);
            return kind switch
            {
                RequestKind.Read => _documents.Read(call, container),
                RequestKind.Batch => await _batches.Answer(call, container, cancellation),
                RequestKind.Query => await _queries.Answer(call, container, cancellation),
                RequestKind.QueryPlan => await QueryCalls.Plan(call, container, cancellation),
                RequestKind.ChangeFeed => _changes.Answer(call, container),
                _ => await _documents.Write(call, kind, container, cancellation),
            };
        }
        catch (CosmosError refused)
        {
            var response = Reply.Error(refused.Status, refused.Message, refused.SubStatus);
            return refused.Status == (int)HttpStatusCode.TooManyRequests
                ? response.With(HeaderNames.RetryAfter, 1)
                : response;
        }
        catch (Exception failure) when (failure is StorageFailure or ObjectDisposedException)
        {
            return Reply.Error((int)HttpStatusCode.ServiceUnavailable, failure.Message);
        }
    }

    private StoredContainer? Resolve(in Address address) =>
        address.Target is Target.Document or Target.Documents
            ? store.Catalog.Find(address.Database, address.Container)
            : null;
}
