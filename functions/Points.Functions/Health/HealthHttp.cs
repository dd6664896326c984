using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Health;

/// <summary>Says that the app answers. Public, and asks nothing of anyone else.</summary>
[Area(Areas.Operations)]
public static class HealthHttp
{
    /// <summary>Says that the app answers. It asks nothing of anyone else.</summary>
    [Function("Health")]
    [Public]
    [Gives(StatusCodes.Status200OK, typeof(HealthView))]
    public static IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest http) =>
        new Answer<HealthView>(StatusCodes.Status200OK, new("live"), HttpJson.Default.HealthView);
}

internal sealed record HealthView(string Status);
