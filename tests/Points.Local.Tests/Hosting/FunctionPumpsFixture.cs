using Emulators.ServiceBus;
using Emulators.Tests.CosmosDb;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Points.Local.Hosting;

namespace Points.Local.Tests.Hosting;

/// <summary>Runs the sample functions with their own store and queues.</summary>
internal sealed class FunctionPumpsFixture : IAsyncDisposable
{
    private static readonly QueueDefinition[] Queues =
    [
        new("one", TimeSpan.FromSeconds(1), 2),
        new("many", TimeSpan.FromSeconds(30), 2),
        new("ordered", TimeSpan.FromSeconds(30), 2) { RequiresSession = true },
    ];

    private readonly TempFolder _folder = new();
    private WebApplication _app = null!;
    private FunctionPumps _pumps = null!;

    public SampleTriggerCallbacks Work { get; } = new();

    public StoreFixture Store { get; private set; } = null!;

    public ServiceBusEmulator Bus { get; private set; } = null!;

    public IdleDetector IdleDetector => _pumps.IdleDetector;

    public static async Task<FunctionPumpsFixture> Start(int ranges = 1)
    {
        var fixture = new FunctionPumpsFixture { Store = await StoreFixture.Open(ranges) };
        await fixture.Store.CreateContainer("leases", "/id");
        await fixture.StartHost([typeof(SampleTriggers)]);
        return fixture;
    }

    public async Task StartHost(Type[] functions)
    {
        Bus = ServiceBusEmulator.Open(new(_folder.PathOf("bus"), Queues));
        _app = FunctionServer.Build(0, [], services => services.AddSingleton(Work));
        _pumps = new(functions, Store.Store, Bus, _app.Services, TimeProvider.System);
        new AdminHttp([], _pumps.FunctionNames, _pumps.IdleDetector).Map(
            _app.MapGroup("/admin"),
            CancellationToken.None
        );
        Address = await FunctionServer.Start(_app, 0, TestContext.Current.CancellationToken);
        await _pumps.Start();
    }

    public Uri Address { get; private set; } = null!;

    public async Task StopHost()
    {
        await Task.WhenAll(_pumps.Stop(), _app.StopAsync());
        await _pumps.DisposeAsync();
        await _app.DisposeAsync();
        await Bus.DisposeAsync();
    }

    public Task Send(string queue, params string[] ids) =>
        Bus.Send(
            queue,
            [
                .. ids.Select(id => new NewMessage(id, "{}"u8.ToArray())
                {
                    SessionId = queue == "ordered" ? id.Split('-')[0] : null,
                }),
            ],
            TestContext.Current.CancellationToken
        );

    public async Task WaitUntilIdle() =>
        Assert.True(await IdleDetector.WaitUntilIdle(TimeSpan.FromSeconds(30), TestContext.Current.CancellationToken));

    public async Task WriteDocuments(params string[] members)
    {
        foreach (var member in members)
            await Store.Members.UpsertItemAsync(
                new Item("w", member),
                cancellationToken: TestContext.Current.CancellationToken
            );
    }

    public async ValueTask DisposeAsync()
    {
        await StopHost();
        await Store.DisposeAsync();
        _folder.Dispose();
    }
}
