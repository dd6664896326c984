using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;

namespace Points.Functions.OpenApi;

/// <summary>Serves the document of the API, to everyone: it is what they build their clients from.</summary>
[ApiTag(ApiTags.Operations)]
public static class OpenApiHttp
{
    private static readonly EmbeddedDocument Document = new("openapi.json", "application/json");

    /// <summary>Gives this document.</summary>
    [Function("OpenApi")]
    [Public]
    [Response(StatusCodes.Status200OK, MediaType = "application/json", Description = "The document, OpenAPI 3.1.")]
    public static IResult Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest http
    ) => Document.ToResult();
}
