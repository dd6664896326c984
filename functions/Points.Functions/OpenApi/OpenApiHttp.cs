using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;

namespace Points.Functions.OpenApi;

/// <summary>Serves the OpenAPI documents. They are public, because callers generate their clients from them.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class OpenApiHttp(HttpPipeline pipeline)
{
    private static readonly EmbeddedDocument Document = new("openapi.json", "application/json"),
        ForGenerators = new("openapi-3.0.json", "application/json");

    /// <summary>Gets this OpenAPI document.</summary>
    [Function("OpenApi")]
    [Public]
    [Response(StatusCodes.Status304NotModified)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "application/json",
        Description = "The OpenAPI 3.1 document.",
        HasETag = true
    )]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi.json")] HttpRequest http
    ) => pipeline.RunPublicRead(http, Document);

    /// <summary>Gets this OpenAPI document in version 3.0 and without choices between shapes, for generators.</summary>
    [Function("OpenApiForGenerators")]
    [Public]
    [Response(StatusCodes.Status304NotModified)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "application/json",
        Description = "The OpenAPI 3.0 document.",
        HasETag = true
    )]
    public Task<IResult> GetForGenerators(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "openapi-3.0.json")] HttpRequest http
    ) => pipeline.RunPublicRead(http, ForGenerators);
}
