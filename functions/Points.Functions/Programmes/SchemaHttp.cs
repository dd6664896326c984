using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;

namespace Points.Functions.Programmes;

/// <summary>Serves the JSON Schema of programme documents, to everyone: editors check a document while it is written.</summary>
public static class SchemaHttp
{
    private static readonly Schema Schema = new("programme.schema.json");

    [Function("ProgrammeSchema")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "schemas/programme")] HttpRequest http) => Schema.Answer();
}
