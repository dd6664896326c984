using System.Net.Sockets;
using Google.Protobuf.WellKnownTypes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;
using Points.Worker.Tests.Hosting.Messages;

namespace Points.Worker.Tests.Hosting;

/// <summary>
/// Stands in for the Functions host: starts the worker program, reads which functions it has, loads them, and invokes
/// them. Unlike the real host it listens to no trigger.
/// </summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ConnectInterval = TimeSpan.FromMilliseconds(20);

    private readonly WebApplication _server;
    private readonly WorkerStream _stream;

    private FunctionsHost(WebApplication server, WorkerStream stream, WorkerProcess worker) =>
        (_server, _stream, Worker) = (server, stream, worker);

    public WorkerProcess Worker { get; }

    /// <summary>What the worker wrote to its console and logged to its host.</summary>
    public string Log => $"{Worker.Output}\n{string.Join('\n', _stream.Log)}";

    /// <summary>Where the worker listens for the requests that the host passes on.</summary>
    public Uri WebServer { get; private set; } = null!;

    public IReadOnlyList<IndexedFunction> Functions { get; private set; } = null!;

    /// <summary>The failures to load a function, with the function's name.</summary>
    public IReadOnlyDictionary<string, string> LoadFailures { get; private set; } = null!;

    public static async Task<FunctionsHost> Start(IReadOnlyDictionary<string, string> settings, CancellationToken ct)
    {
        var stream = new WorkerStream();
        var builder = LoopbackServer.CreateBuilder(HttpProtocols.Http2);
        builder.Services.AddSingleton(stream).AddGrpc();
        var server = builder.Build();
        server.MapGrpcService<WorkerStream>();
        await server.StartAsync(ct);
        var host = new FunctionsHost(server, stream, WorkerProcess.Start(new(server.Urls.Single()), settings));
        try
        {
            await host.Initialize(ct);
            return host;
        }
        catch (Exception exception)
        {
            await host.DisposeAsync();
            throw new InvalidOperationException($"the worker did not start: {host.Log}", exception);
        }
    }

    /// <summary>Invokes a function and waits until it has ended.</summary>
    /// <param name="input">The trigger's data, under the name of its parameter.</param>
    /// <param name="metadata">What else the trigger tells the function, such as the parameters of a route.</param>
    public async Task<StatusResult> Invoke(
        IndexedFunction function,
        string invocationId,
        TypedData input,
        IEnumerable<KeyValuePair<string, string>> metadata,
        CancellationToken ct
    )
    {
        var request = new InvocationRequest
        {
            InvocationId = invocationId,
            FunctionId = function.Id,
            InputData =
            {
                new ParameterBinding { Name = function.Trigger.Name, Data = input },
            },
            TraceContext = new(),
        };
        foreach (var (name, value) in metadata)
            request.TriggerMetadata[name] = new() { String = value };
        return (await _stream.Ask(new() { InvocationRequest = request }, ct)).InvocationResponse.Result;
    }

    /// <summary>Asks the worker to end.</summary>
    public void Terminate(TimeSpan grace) =>
        _stream.Send(new() { WorkerTerminate = new() { GracePeriod = Duration.FromTimeSpan(grace) } });

    public async ValueTask DisposeAsync()
    {
        await Worker.DisposeAsync();
        await _server.DisposeAsync();
    }

    private async Task Initialize(CancellationToken ct)
    {
        var exited = Worker.WaitForExit(ct);
        if (await Task.WhenAny(_stream.Started, exited).WaitAsync(StartTimeout, ct) == exited)
            throw new InvalidOperationException("the worker ended at once");
        var initialized = await _stream.Ask(
            new()
            {
                WorkerInitRequest = new()
                {
                    HostVersion = "4.0.0.0",
                    WorkerDirectory = WorkerProcess.Folder,
                    FunctionAppDirectory = WorkerProcess.Folder,
                },
            },
            ct
        );
        WebServer = new(initialized.WorkerInitResponse.Capabilities["HttpUri"]);
        var indexed = await _stream.Ask(
            new() { FunctionsMetadataRequest = new() { FunctionAppDirectory = WorkerProcess.Folder } },
            ct
        );
        Functions =
        [
            .. indexed.FunctionMetadataResponse.FunctionMetadataResults.Select(each => new IndexedFunction(each)),
        ];
        var loads = await Task.WhenAll(Functions.Select(each => Load(each, ct)));
        LoadFailures = loads.OfType<(string Name, string Why)>().ToDictionary(it => it.Name, it => it.Why);
        await WaitUntilListening(WebServer, ct).WaitAsync(StartTimeout, ct);
    }

    /// <summary>The worker's web server starts after its stream.</summary>
    private static async Task WaitUntilListening(Uri server, CancellationToken ct)
    {
        while (true)
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync(server.Host, server.Port, ct);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(ConnectInterval, ct);
            }
    }

    private async Task<(string, string)?> Load(IndexedFunction function, CancellationToken ct)
    {
        var answer = await _stream.Ask(
            new()
            {
                FunctionLoadRequest = new() { FunctionId = function.Id, Metadata = function.Metadata },
            },
            ct
        );
        var result = answer.FunctionLoadResponse.Result;
        return result.Status == StatusResult.Types.Status.Success ? null : (function.Name, result.Exception.Message);
    }
}
