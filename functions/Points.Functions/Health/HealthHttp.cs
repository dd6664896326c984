using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Health;

/// <summary>
/// Reports whether the app is alive, and whether it is ready: whether every service that it depends on answers in time.
/// Public, so it reports nothing else.
/// </summary>
[ApiTag(ApiTags.Operations)]
public sealed class HealthHttp(Readiness readiness, HttpPipeline pipeline)
{
    /// <summary>
    /// Reports whether the app is alive and ready. For people: the status is always 200 if the app is alive.
    /// </summary>
    [Function("Health")]
    [Public]
    [Response(StatusCodes.Status200OK, typeof(HealthView))]
    public Task<IResult> Health(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health")] HttpRequest http
    ) =>
        pipeline.RunPublic(
            http,
            async () => ToResponse(StatusCodes.Status200OK, HealthView.From(await readiness.Check()))
        );

    /// <summary>
    /// Reports that the app is alive. It calls no other service, so that an unavailable store does not make the
    /// platform restart the app.
    /// </summary>
    [Function("HealthLive")]
    [Public]
    [Response(StatusCodes.Status200OK, typeof(HealthView))]
    public static IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest http
    ) => ToResponse(StatusCodes.Status200OK, HealthView.Live);

    /// <summary>
    /// Reports whether the app is ready. For load balancers and alerts: 503 if a service that the app depends on does
    /// not answer.
    /// </summary>
    [Function("HealthReady")]
    [Public]
    [Response(StatusCodes.Status200OK, typeof(HealthView))]
    [Response(StatusCodes.Status503ServiceUnavailable, typeof(HealthView))]
    public Task<IResult> Ready(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/ready")] HttpRequest http
    ) =>
        pipeline.RunPublic(
            http,
            async () =>
            {
                var health = HealthView.From(await readiness.Check());
                return ToResponse(
                    health.Ready == true ? StatusCodes.Status200OK : StatusCodes.Status503ServiceUnavailable,
                    health
                );
            }
        );

    private static ViewResponse<HealthView> ToResponse(int status, HealthView health) =>
        new(status, health, HealthJson.Default.HealthView);
}
