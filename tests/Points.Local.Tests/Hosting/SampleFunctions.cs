using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;

namespace Points.Local.Tests.Hosting;

/// <summary>HTTP functions in every form that the host serves.</summary>
public sealed class SampleFunctions(SampleCounter counter)
{
    private readonly int _instance = counter.Next();

    [Function("Greet")]
    public Task<IResult> Greet(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "post", Route = "greet/{name}/{word}")] HttpRequest http,
        string word,
        string name,
        CancellationToken ct
    ) => Task.FromResult(Results.Text($"{word} {name} {http.Method} {ct.CanBeCanceled}"));

    [Function("Instance")]
    public IResult Instance([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "instance")] HttpRequest http) =>
        Results.Text($"{_instance}");

    [Function("Unrouted")]
    public static IResult Unrouted([HttpTrigger(AuthorizationLevel.Anonymous)] HttpRequest http) =>
        Results.Text(http.Method);

    [Function("Broken")]
    public static Task<IResult> Broken(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "broken")] HttpRequest http
    ) => throw new InvalidOperationException("a secret of ours");

    [Function("Slow")]
    public async Task<IResult> Slow(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "slow")] HttpRequest http,
        CancellationToken ct
    )
    {
        counter.Began.SetResult();
        await Task.Delay(TimeSpan.FromSeconds(1), ct);
        counter.Finished.SetResult();
        return Results.Ok();
    }

    [Function("NotHttp")]
    public static void NotHttp(string nothing) { }
}

public sealed class SampleCounter
{
    private int _count;

    public TaskCompletionSource Began { get; } = new();

    public TaskCompletionSource Finished { get; } = new();

    public int Next() => Interlocked.Increment(ref _count);
}

/// <summary>A function with a parameter that the host cannot bind.</summary>
public static class UnboundFunction
{
    [Function("Unbound")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http, int number) =>
        Results.Ok();
}

/// <summary>A function with the same name as another one.</summary>
public static class RepeatedFunction
{
    [Function("greet")]
    public static IResult Run([HttpTrigger(AuthorizationLevel.Anonymous, "get")] HttpRequest http) => Results.Ok();
}
