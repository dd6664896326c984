using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Points.Local.Hosting;

namespace Points.Local.Tests.Hosting;

public sealed class ServingFunctionsTests : IAsyncLifetime
{
    private readonly SampleCounter _counter = new();
    private WebApplication _app = null!;
    private HttpClient _http = null!;
    private Api _api = null!;

    public async ValueTask InitializeAsync()
    {
        _app = FunctionServer.Build(
            0,
            FunctionDiscovery.HttpFunctionsOf([typeof(SampleFunctions)]),
            services => services.AddSingleton(_counter)
        );
        var address = await FunctionServer.Start(_app, 0, TestContext.Current.CancellationToken);
        (_http, _api) = (new(new SocketsHttpHandler { UseProxy = false }) { BaseAddress = address }, new(address));
    }

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        _api.Dispose();
        await _app.StopAsync(TestContext.Current.CancellationToken);
        await _app.DisposeAsync();
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("POST")]
    public async Task A_function_gets_the_request_its_route_values_by_name_and_a_token(string method)
    {
        var answer = await _api.Send(new(method), "/api/greet/ada/hello", null);
        Assert.Equal($"hello ada {method} True", answer.Raw);
    }

    [Fact]
    public async Task Every_invocation_gets_a_new_instance()
    {
        var first = await _api.Send(HttpMethod.Get, "/api/instance", null);
        var second = await _api.Send(HttpMethod.Get, "/api/instance", null);
        Assert.NotEqual(first.Raw, second.Raw);
    }

    [Fact]
    public async Task A_function_without_a_route_is_served_under_its_name_for_all_methods()
    {
        var answer = await _api.Send(HttpMethod.Delete, "/api/Unrouted", null);
        Assert.Equal("DELETE", answer.Raw);
    }

    [Fact]
    public async Task An_unhandled_exception_is_an_internal_error_without_details()
    {
        var answer = await _api.Send(HttpMethod.Get, "/api/broken", null);
        answer.ExpectProblem(HttpStatusCode.InternalServerError, "internal-error");
        Assert.DoesNotContain("secret", answer.Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_wrong_method_gets_a_405_that_lists_the_allowed_methods()
    {
        (await _api.Send(HttpMethod.Delete, "/api/greet/ada/hello", null)).ExpectProblem(
            HttpStatusCode.MethodNotAllowed,
            "method-not-allowed"
        );
        var answer = await _http.DeleteAsync(
            new Uri("api/greet/ada/hello", UriKind.Relative),
            TestContext.Current.CancellationToken
        );
        Assert.Equal(["GET", "POST"], answer.Content.Headers.Allow.Order());
    }

    [Fact]
    public async Task A_client_that_disconnects_does_not_stop_the_function()
    {
        using var disconnect = new CancellationTokenSource();
        var request = _http.GetAsync(new Uri("api/slow", UriKind.Relative), disconnect.Token);
        await _counter.Began.Task;
        await disconnect.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => request);
        await _counter.Finished.Task.WaitAsync(TimeSpan.FromSeconds(10), TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Only_functions_with_an_http_trigger_are_found() =>
        Assert.Equal(
            ["Broken", "Greet", "Instance", "Slow", "Unrouted"],
            FunctionDiscovery
                .HttpFunctionsOf([typeof(SampleFunctions)])
                .Select(function => function.Name)
                .Order(StringComparer.Ordinal)
        );

    [Fact]
    public void A_parameter_that_cannot_be_bound_is_refused_at_the_start() =>
        Assert.Contains(
            "number",
            Assert
                .Throws<InvalidOperationException>(() => FunctionDiscovery.HttpFunctionsOf([typeof(UnboundFunction)]))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void Two_functions_with_the_same_name_are_refused() =>
        Assert.Throws<InvalidOperationException>(() =>
            FunctionDiscovery.HttpFunctionsOf([typeof(SampleFunctions), typeof(RepeatedFunction)])
        );
}
