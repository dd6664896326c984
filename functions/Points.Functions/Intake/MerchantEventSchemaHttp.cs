using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Intake;

/// <summary>
/// Serves the JSON Schema of merchants' messages to everyone, so that merchants can check their messages.
/// </summary>
[ApiTag(ApiTags.Messages)]
public sealed class MerchantEventSchemaHttp(HttpPipeline pipeline)
{
    private static readonly EmbeddedDocument Schema = new("merchant-event.schema.json");

    /// <summary>Returns the JSON Schema of merchants' messages.</summary>
    [Function("MerchantEventSchema")]
    [Public]
    [Response(StatusCodes.Status304NotModified)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "application/schema+json",
        Description = "The schema.",
        HasETag = true
    )]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "schemas/merchant-event")] HttpRequest http
    ) => pipeline.RunPublicRead(http, Schema);
}
