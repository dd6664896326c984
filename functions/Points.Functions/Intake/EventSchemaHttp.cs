using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;

namespace Points.Functions.Intake;

/// <summary>Serves the JSON Schema of merchants' messages, to everyone: they check a message before they send it.</summary>
public static class EventSchemaHttp
{
    private static readonly Schema Schema = new("merchant-event.schema.json");

    [Function("MerchantEventSchema")]
    public static IResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "schemas/merchant-event")] HttpRequest http) => Schema.Answer();
}
