using System.Runtime.CompilerServices;
using Emulators.CosmosDb;
using Emulators.CosmosDb.Serving;
using Emulators.ServiceBus;
using Emulators.Sqlite;
using Emulators.Tests.Sqlite;
using Microsoft.Azure.Cosmos;

// The examples pass no cancellation token: they show what a reader needs first.
#pragma warning disable xUnit1051

namespace Emulators.Tests;

/// <summary>The example in each README compiles and does what it says: it is the body of a test here.</summary>
public sealed class ReadmeTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task CosmosDb()
    {
        var (folder, keyFolder) = (_folder.PathOf("documents"), _folder.PathOf("keys"));
        AssertExample("CosmosDb");
        // README
        await using var emulator = CosmosEmulator.Open(new(folder));
        using var client = emulator.Connect();
        Database shop = await client.CreateDatabaseIfNotExistsAsync("shop");
        Container orders = await shop.CreateContainerIfNotExistsAsync("orders", "/member");
        await orders.CreateItemAsync(new Order("o-1", Member: "ming", Cups: 2));
        emulator.Faults.InjectNext(1, InjectedFault.Throttled(TimeSpan.FromMilliseconds(10)));
        await orders.PatchItemAsync<object>("o-1", new("ming"), [PatchOperation.Increment("/cups", 1)]);
        await using var server = await CosmosServer.Start(emulator, new(keyFolder) { Port = 0 });
        Console.WriteLine($"{server.Endpoint} {server.KeyFile} {server.CertificateFile}");
        // end
        Assert.Equal(2, emulator.RequestCounts.Get("orders", RequestKind.Patch));
    }

    [Fact]
    public async Task ServiceBus()
    {
        var folder = _folder.PathOf("queues");
        AssertExample("ServiceBus");
        // README
        QueueDefinition[] queues = [new("orders", LockDuration: TimeSpan.FromMinutes(1), MaxDeliveryCount: 10)];
        await using var bus = ServiceBusEmulator.Open(new(folder, queues));
        await bus.Send("orders", [new("order-1", "{}"u8.ToArray())]);
        bus.Faults.InjectNext(1, QueueFault.AnswerLost, (_, operation) => operation == QueueOperation.Send);
        foreach (var message in await bus.Receive("orders", messagesMax: 100, wait: TimeSpan.FromSeconds(1)))
            if (message.DeliveryCount < 3)
                await bus.Abandon([message], delay: TimeSpan.FromSeconds(5));
            else
                await bus.MoveToDeadLetters(message, "too-often");
        // end
        Assert.Equal(1, bus.GetDepth("orders").Active);
    }

    [Fact]
    public async Task Sqlite()
    {
        const string Schema = "CREATE TABLE counter (total INTEGER); INSERT INTO counter VALUES (4)";
        var path = _folder.PathOf("counter.db");
        AssertExample("Sqlite");
        // README
        using var file = DatabaseFile.OpenExclusively(path, "counter", create => create.Execute(Schema));
        using var checkpoints = new WalCheckpointer(file.OpenCheckpointConnection(), copier => copier.Checkpoint());
        using var writer = new GroupCommitWriter<CounterSession>(
            new(file.OpenWriter(), checkpoints),
            busy: () => new IOException("Too many writes are waiting.")
        );
        var work = new AddWork(3); // a WriteWork<CounterSession>: Apply in the transaction, Succeed after the flush
        writer.Enqueue(work);
        await work.Done;
        // end
        using var reader = file.OpenReader();
        Assert.Equal(7, reader.QueryInt64("SELECT total FROM counter"));
    }

    /// <summary>The lines after "// README" in the calling test are the code block of the project's README.</summary>
    private static void AssertExample(
        string project,
        [CallerFilePath] string file = "",
        [CallerLineNumber] int line = 0
    )
    {
        var example = File.ReadLines(file).Skip(line + 1).TakeWhile(text => text.Trim() != "// end");
        var readme = File.ReadLines(RepositoryFolder.Of("functions", "Emulators", project, "README.md"))
            .SkipWhile(text => text != "```csharp")
            .Skip(1)
            .TakeWhile(text => text != "```");
        const int Indentation = 8;
        Assert.Equal(readme, example.Select(text => text[Math.Min(Indentation, text.Length)..]));
    }

    private sealed record Order(string Id, string Member, int Cups);
}
