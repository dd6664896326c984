using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Template;
using Points.Worker.Tests.Hosting.Messages;

namespace Points.Worker.Tests.Hosting;

/// <summary>
/// Handles requests as the Functions host does: finds the function by its route, invokes it on the stream, and sends
/// the request itself to the worker's web server. A header tells the worker that the two belong together.
/// </summary>
internal sealed class ProxyHandler(FunctionsHost host) : DelegatingHandler(new SocketsHttpHandler())
{
    private const string InvocationHeader = "x-ms-invocation-id";
    private const string Prefix = "api/";

    private readonly Route[] _routes =
    [
        .. host
            .Functions.Where(function => function.Trigger.Type == "httpTrigger")
            .Select(function => new Route(function))
            .OrderBy(route => route.Precedence),
    ];

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken ct)
    {
        var path = request.RequestUri!;
        var (function, values) = FindFunction(request.Method, path.AbsolutePath);
        var invocationId = Guid.NewGuid().ToString();
        request.Headers.Add(InvocationHeader, invocationId);
        request.RequestUri = new(host.WebServer, path.PathAndQuery);
        var invocation = host.Invoke(
            function,
            invocationId,
            new() { Http = new() },
            values.Select(value => KeyValuePair.Create(value.Key, (string)value.Value!)),
            ct
        );
        var response = await base.SendAsync(request, ct);
        var result = await invocation;
        return result.Status == StatusResult.Types.Status.Success
            ? response
            : throw new InvalidOperationException($"{function.Name} failed: {result.Exception?.Message}");
    }

    private (IndexedFunction Function, RouteValueDictionary Values) FindFunction(HttpMethod method, string path)
    {
        foreach (var route in _routes)
        {
            var values = new RouteValueDictionary();
            if (route.Methods.Contains(method.Method) && route.Matcher.TryMatch(path, values))
                return (route.Function, values);
        }
        throw new InvalidOperationException($"no function has a route for {method} {path}");
    }

    private sealed class Route(IndexedFunction function)
    {
        private readonly RouteTemplate _template = TemplateParser.Parse(
            Prefix + (string)function.Trigger.Json["route"]!
        );

        public IndexedFunction Function => function;

        public decimal Precedence => RoutePrecedence.ComputeInbound(_template);

        public TemplateMatcher Matcher => new(_template, []);

        public HashSet<string> Methods { get; } =
            new(
                function.Trigger.Json["methods"]!.AsArray().Select(method => (string)method!),
                StringComparer.OrdinalIgnoreCase
            );
    }
}
