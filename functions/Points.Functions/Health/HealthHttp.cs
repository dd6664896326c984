using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;

namespace Points.Functions.Health;

/// <summary>Says that the app answers. Public, and asks nothing of anyone else.</summary>
public static class HealthHttp
{
    [Function("Health")]
    public static IResult Live([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "health")] HttpRequest http) =>
        new Answer<HealthView>(StatusCodes.Status200OK, new("live"), HttpJson.Default.HealthView);
}

internal sealed record HealthView(string Status);
