using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Programmes;

/// <summary>Serves the JSON Schema of programme documents to everyone, so that editors can check a document.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class ProgrammeSchemaHttp(HttpPipeline pipeline)
{
    private static readonly EmbeddedDocument Schema = new("programme.schema.json");

    /// <summary>Returns the JSON Schema of programme documents.</summary>
    [Function("ProgrammeSchema")]
    [Public]
    [Response(StatusCodes.Status304NotModified)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "application/schema+json",
        Description = "The schema.",
        HasETag = true
    )]
    public Task<IResult> Get(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "schemas/programme")] HttpRequest http
    ) => pipeline.RunPublicRead(http, Schema);
}
