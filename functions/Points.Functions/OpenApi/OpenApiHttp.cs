using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;

namespace Points.Functions.OpenApi;

/// <summary>Serves the OpenAPI document. It is public, because callers generate their clients from it.</summary>
[ApiTag(ApiTags.Operations)]
public static class OpenApiHttp
{
    private static readonly EmbeddedDocument Document = new("openapi.json", "application/json");

    /// <summary>Gets this OpenAPI document.</summary>
    [Function("OpenApi")]
    [Public]
    [Response(StatusCodes.Status200OK, MediaType = "application/json", Description = "The OpenAPI 3.1 document.")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest http
    ) => Document.ToResult();
}
