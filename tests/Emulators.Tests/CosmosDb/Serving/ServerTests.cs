using System.Net;
using Azure.Core;
using Emulators.CosmosDb;
using Emulators.CosmosDb.Serving;
using Microsoft.Azure.Cosmos;

namespace Emulators.Tests.CosmosDb.Serving;

/// <summary>The emulator over HTTPS: who may use it, and what outlives it.</summary>
public sealed class ServerTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_SDK_reads_what_it_wrote_with_the_key()
    {
        await using var fixture = await ServerFixture.Start();
        using var client = fixture.Connect();
        var items = await CreateItems(client);
        var item = new Item("茶 1", "明", "wallet", Balance: 3);
        await items.CreateItemAsync(item, item.Key, cancellationToken: Cancellation);
        Assert.Equal(
            item,
            (await items.ReadItemAsync<Item>("茶 1", item.Key, cancellationToken: Cancellation)).Resource
        );
        Assert.Equal(1, await items.Count("SELECT VALUE COUNT(1) FROM c"));
        var batch = items.CreateTransactionalBatch(item.Key).CreateItem(new Item("b", "明")).DeleteItem("茶 1");
        using var answer = await batch.ExecuteAsync(Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Another_key_is_refused()
    {
        await using var fixture = await ServerFixture.Start();
        using var client = fixture.Connect(Convert.ToBase64String(new byte[64]));
        Assert.Equal(HttpStatusCode.Unauthorized, (await Refused(client)).StatusCode);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("type=master&ver=1.0&sig=")]
    [InlineData("type=master&ver=1.0&sig=not base64")]
    [InlineData("type=resource&ver=1.0&sig=local")]
    [InlineData("type=aad&ver=1.0&sig=token")]
    public async Task A_request_without_a_signature_of_the_key_is_refused(string? authorization)
    {
        await using var fixture = await ServerFixture.Start();
        using var http = new HttpClient(fixture.TrustingHandler());
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(fixture.Server.Endpoint, "dbs"));
        if (authorization is not null)
            request.Headers.TryAddWithoutValidation("Authorization", WebUtility.UrlEncode(authorization));
        using var answer = await http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.Unauthorized, answer.StatusCode);
        Assert.Contains(
            "authorization header",
            await answer.Content.ReadAsStringAsync(Cancellation),
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("good", true)]
    [InlineData("bad", false)]
    public async Task A_token_is_accepted_as_the_options_say(string token, bool isAccepted)
    {
        await using var fixture = await ServerFixture.Start(given => given == "good");
        using var client = new CosmosClient(
            $"{fixture.Server.Endpoint}",
            DelegatedTokenCredential.Create((_, _) => new(token, TimeProvider.System.GetUtcNow().AddHours(1))),
            fixture.ClientOptions()
        );
        if (isAccepted)
            await CreateItems(client);
        else
            Assert.Equal(HttpStatusCode.Unauthorized, (await Refused(client)).StatusCode);
    }

    [Fact]
    public async Task The_key_and_the_certificate_outlive_a_restart_and_are_for_their_owner_only()
    {
        await using var fixture = await ServerFixture.Start();
        var before = ReadFiles(fixture.KeyFolder);
        await fixture.Restart();
        Assert.Equal(before, ReadFiles(fixture.KeyFolder));
        if (!OperatingSystem.IsWindows())
            foreach (var file in before.Keys)
                Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
    }

    [Fact]
    public async Task A_certificate_that_ends_soon_is_replaced_and_the_key_stays()
    {
        await using var fixture = await ServerFixture.Start();
        var (certificate, key) = (
            await File.ReadAllTextAsync(fixture.Server.CertificateFile, Cancellation),
            fixture.Server.Key
        );
        var clock = new ManualClock(TimeProvider.System.GetUtcNow().AddDays(397 - 29));
        await fixture.Restart(clock);
        Assert.Equal(key, fixture.Server.Key);
        Assert.NotEqual(certificate, await File.ReadAllTextAsync(fixture.Server.CertificateFile, Cancellation));
    }

    [Theory]
    [InlineData("account-key.txt", "short")]
    [InlineData("certificate.pem", "not a certificate")]
    [InlineData("certificate-key.pem", "not a key")]
    public async Task A_damaged_file_is_refused_and_named(string file, string content)
    {
        await using var fixture = await ServerFixture.Start();
        await File.WriteAllTextAsync(Path.Combine(fixture.KeyFolder, file), content, Cancellation);
        var refusal = await Assert.ThrowsAsync<InvalidDataException>(() => fixture.Restart());
        Assert.Contains(
            file.Replace("-key.pem", ".pem", StringComparison.Ordinal),
            refusal.Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_port_that_another_program_uses_is_refused()
    {
        await using var fixture = await ServerFixture.Start();
        await using var other = CosmosEmulator.Open(new(fixture.KeyFolder + "-other"));
        await Assert.ThrowsAsync<IOException>(() =>
            CosmosServer.Start(
                other,
                new(fixture.KeyFolder + "-keys") { Port = fixture.Server.Endpoint.Port },
                Cancellation
            )
        );
    }

    [Fact]
    public async Task A_broken_connection_of_the_emulator_is_a_broken_connection_to_the_client()
    {
        await using var fixture = await ServerFixture.Start();
        using var client = fixture.Connect();
        var items = await CreateItems(client);
        fixture.Faults.InjectNext(1, InjectedFault.DisconnectedAfterwards, (_, kind) => kind == RequestKind.Create);
        var item = new Item("a", "anna");
        await Assert.ThrowsAsync<HttpRequestException>(() =>
            items.CreateItemAsync(item, item.Key, cancellationToken: Cancellation)
        );
        Assert.Equal(item, (await items.ReadItemAsync<Item>("a", item.Key, cancellationToken: Cancellation)).Resource);
    }

    private static async Task<Container> CreateItems(CosmosClient client)
    {
        Database database = await client.CreateDatabaseIfNotExistsAsync("shop", cancellationToken: Cancellation);
        return await database.CreateContainerIfNotExistsAsync("items", "/memberId", cancellationToken: Cancellation);
    }

    private static Task<CosmosException> Refused(CosmosClient client) =>
        Assert.ThrowsAsync<CosmosException>(() => CreateItems(client));

    private static Dictionary<string, string> ReadFiles(string folder) =>
        Directory.EnumerateFiles(folder).ToDictionary(file => file, File.ReadAllText);
}
