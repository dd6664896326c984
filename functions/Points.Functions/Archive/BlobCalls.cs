using Azure;
using Azure.Core;
using Azure.Core.Pipeline;
using Points.Domain.Ports;

namespace Points.Functions.Archive;

/// <summary>The few calls of the Blob service's REST API that files need, each with the caller's own identity.</summary>
internal sealed class BlobCalls
{
    /// <summary>Of the REST API; an older one lacks what is used here, a newer one may not be everywhere yet.</summary>
    private const string Version = "2025-11-05";

    private const string Scope = "https://storage.azure.com/.default";

    private readonly HttpPipeline _pipeline;
    private readonly string _container;

    public BlobCalls(Uri service, TokenCredential identity, string container, ClientOptions options)
    {
        _container = $"{service.AbsoluteUri.TrimEnd('/')}/{container}/";
        _pipeline = HttpPipelineBuilder.Build(options, new BearerTokenAuthenticationPolicy(identity, Scope), new LostAnswers());
    }

    public Task<BlobAnswer> PutBlob(string name, string contentType, Guid write, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var message = Create(RequestMethod.Put, name);
        message.Request.Headers.Add("x-ms-blob-type", "BlockBlob");
        return SendFirst(message, contentType, write, content, ct);
    }

    /// <param name="id">In base64, as many characters as every other of the file.</param>
    public Task<BlobAnswer> PutBlock(string name, string id, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        var message = Create(RequestMethod.Put, $"{name}?comp=block&blockid={Uri.EscapeDataString(id)}");
        message.Request.Content = RequestContent.Create(content);
        return Send(message, ct);
    }

    public Task<BlobAnswer> PutBlockList(string name, string contentType, Guid write, ReadOnlyMemory<byte> list, CancellationToken ct) =>
        SendFirst(Create(RequestMethod.Put, $"{name}?comp=blocklist"), contentType, write, list, ct);

    public Task<BlobAnswer> Head(string name, CancellationToken ct) => Send(Create(RequestMethod.Head, name), ct);

    /// <returns>With the content, which is read as it arrives, if there is such a blob.</returns>
    public async Task<(BlobAnswer Answer, Stream? Content)> Get(string name, CancellationToken ct)
    {
        using var message = Create(RequestMethod.Get, name);
        message.BufferResponse = false;
        var answer = await Ask(message, ct);
        return (answer, answer.IsSuccess ? message.ExtractResponseContent() ?? Stream.Null : null);
    }

    /// <summary>Sends what makes a file, which is refused where there is one.</summary>
    private Task<BlobAnswer> SendFirst(HttpMessage message, string contentType, Guid write, ReadOnlyMemory<byte> content, CancellationToken ct)
    {
        message.Request.Headers.Add(HttpHeader.Names.IfNoneMatch, "*");
        message.Request.Headers.Add("x-ms-blob-content-type", contentType);
        message.Request.Headers.Add(BlobAnswer.WriteHeader, write.ToString("N"));
        message.Request.Content = RequestContent.Create(content);
        return Send(message, ct);
    }

    private HttpMessage Create(RequestMethod method, string pathAndQuery)
    {
        var message = _pipeline.CreateMessage();
        message.Request.Method = method;
        // Nothing to escape: names have unreserved characters only.
        message.Request.Uri.Reset(new Uri(_container + pathAndQuery));
        message.Request.Headers.Add("x-ms-version", Version);
        return message;
    }

    private async Task<BlobAnswer> Send(HttpMessage message, CancellationToken ct)
    {
        using (message) return await Ask(message, ct);
    }

    private async Task<BlobAnswer> Ask(HttpMessage message, CancellationToken ct)
    {
        var request = $"{message.Request.Method} {message.Request.Uri.Path}";
        try
        {
            await _pipeline.SendAsync(message, ct);
            return BlobAnswer.Of(request, message.Response, LostAnswers.Any(message));
        }
        catch (Exception fault) when (IsLostAnswer(fault, ct))
        {
            throw new StoreUnavailableException($"blob storage gave no answer to {request}: {fault.Message}", fault);
        }
    }

    /// <summary>After retries the pipeline throws all their faults at once.</summary>
    private static bool IsLostAnswer(Exception fault, CancellationToken ct) => fault switch
    {
        RequestFailedException { Status: 0 } or IOException => true,
        OperationCanceledException => !ct.IsCancellationRequested,
        AggregateException all => all.InnerExceptions.All(one => IsLostAnswer(one, ct)),
        _ => false,
    };
}
