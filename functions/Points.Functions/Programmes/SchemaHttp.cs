using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Points.Functions.Programmes;

/// <summary>Serves the JSON Schema of programme documents, to everyone: editors check a document while it is written.</summary>
public static class SchemaHttp
{
    private const string Resource = "programme.schema.json", ContentType = "application/schema+json";

    private static readonly Lazy<byte[]> Schema = new(() =>
    {
        using var stream = typeof(SchemaHttp).Assembly.GetManifestResourceStream(Resource)!;
        var bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    });

    [Function("ProgrammeSchema")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "schemas/programme")] HttpRequest http) =>
        Results.Bytes(Schema.Value, ContentType);
}
