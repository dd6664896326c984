using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Signing;

/// <summary>Shows the public keys with which everybody can check receipts, statements and evidence.</summary>
[ApiTag(ApiTags.Auditing)]
public sealed class KeysHttp(SigningKeys keys, HttpPipeline pipeline)
{
    /// <summary>
    /// Gets the public keys that check signed documents. A key is here before it signs, and as long as it is trusted.
    /// </summary>
    [Function("Keys")]
    [Public]
    [Response(StatusCodes.Status304NotModified)]
    [Response(StatusCodes.Status200OK, typeof(KeysView), HasETag = true)]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "keys")] HttpRequest http
    ) =>
        pipeline.RunPublicRead(
            http,
            () =>
                Task.FromResult<IResult>(
                    new PublicDocument(
                        ReadableJson.Serialize(
                            new KeysView([.. keys.Public.Select(KeyView.From)]),
                            SigningJson.Default.KeysView
                        ),
                        "application/json"
                    )
                )
        );
}
