using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Health;

/// <summary>Says whether the app lives, and whether it is ready: whether all that it depends on answers in time. Public, and says no more than that.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class HealthHttp(Readiness readiness, HttpPipeline pipeline)
{
    /// <summary>Says whether the app lives and is ready. For people: an app that answers this lives, whatever else does not.</summary>
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

    /// <summary>Says that the app lives. It asks nothing of anyone else: whoever starts apps anew when they do not answer must not do so because the store does not.</summary>
    [Function("HealthLive")]
    [Public]
    [Response(StatusCodes.Status200OK, typeof(HealthView))]
    public static IResult Live(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "health/live")] HttpRequest http
    ) => ToResponse(StatusCodes.Status200OK, HealthView.Live);

    /// <summary>Says whether the app is ready. For whoever decides where requests go, or whom to wake: 503 where something does not answer.</summary>
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

/// <param name="Status"><c>live</c>: whoever can say so is.</param>
/// <param name="Ready">Left out where nothing was asked.</param>
/// <param name="Checks">What the app depends on.</param>
internal sealed record HealthView([OneOf("live")] string Status, bool? Ready, IReadOnlyList<CheckView>? Checks)
{
    public static HealthView Live { get; } = new("live", null, null);

    public static HealthView From(HealthReport report) =>
        Live with
        {
            Ready = report.Status == HealthStatus.Healthy,
            Checks =
            [
                .. report
                    .Entries.OrderBy(it => it.Key, StringComparer.Ordinal)
                    .Select(it => new CheckView(
                        it.Key,
                        it.Value.Status == HealthStatus.Healthy,
                        (long)it.Value.Duration.TotalMilliseconds
                    )),
            ],
        };
}

/// <param name="Milliseconds">How long the answer took, or was waited for.</param>
internal sealed record CheckView(string Name, bool Ready, long Milliseconds);
