using System.Net;
using System.Net.Sockets;
using Microsoft.Azure.Cosmos;
using Points.Local.Hosting;

namespace Points.Local.Tests.Hosting;

public sealed class StartingTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Only_the_owner_can_read_the_data_folder_and_the_signing_key()
    {
        if (OperatingSystem.IsWindows())
            return;
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(host.DataFolder)
        );
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite,
            File.GetUnixFileMode(Path.Combine(host.DataFolder, "signing-key"))
        );
    }

    [Fact]
    public async Task Points_earned_before_a_restart_are_there_after_it()
    {
        string memberId;
        await using (var host = await RunningHost.Start(_folder.PathOf("data")))
        {
            memberId = await host.Api.EnrolNewMember("fast-food");
            (await host.Api.Accrue(memberId, Api.PurchaseBody("fast-food", 3590))).Expect(HttpStatusCode.Created);
        }
        await using var restarted = await RunningHost.Start(_folder.PathOf("data"));
        Assert.Equal(35, (await restarted.Api.Wallet(memberId, "fast-food")).Available);
    }

    [Fact]
    public async Task A_folder_in_use_is_refused()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        await AssertRefused(new LocalHostOptions(_folder.PathOf("data")) { Port = 0 }, "in use by another process");
    }

    [Fact]
    public async Task A_host_that_cannot_listen_leaves_no_URL_of_an_earlier_host()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        await using (await RunningHost.Start(_folder.PathOf("data"))) { }

        await AssertRefused(
            new LocalHostOptions(_folder.PathOf("data")) { Port = ((IPEndPoint)busy.LocalEndpoint).Port },
            "in use by another process"
        );

        Assert.False(File.Exists(_folder.PathOf("data/address")));
    }

    [Fact]
    public async Task A_busy_port_is_refused_and_the_folder_is_released()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        await AssertRefused(
            new LocalHostOptions(_folder.PathOf("data")) { Port = ((IPEndPoint)busy.LocalEndpoint).Port },
            "in use by another process"
        );
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
    }

    [Fact]
    public async Task Another_program_reaches_the_documents_with_the_key_and_the_certificate_in_the_data_folder()
    {
        await using var host = await LocalHost.Start(
            new(_folder.PathOf("data")) { Port = 0, CosmosPort = 0 },
            TestContext.Current.CancellationToken
        );
        var server = host.StoreServer!;
        Assert.StartsWith(host.DataFolder, server.KeyFile, StringComparison.Ordinal);
        using var client = new CosmosClient(
            $"{server.Endpoint}",
            await File.ReadAllTextAsync(server.KeyFile, TestContext.Current.CancellationToken),
            new()
            {
                ConnectionMode = ConnectionMode.Gateway,
                ServerCertificateCustomValidationCallback = (certificate, _, _) =>
                    certificate.ExportCertificatePem() == File.ReadAllText(server.CertificateFile),
            }
        );
        using var programme = await client
            .GetContainer("points", "programmes")
            .ReadContainerStreamAsync(cancellationToken: TestContext.Current.CancellationToken);
        Assert.Equal(HttpStatusCode.OK, programme.StatusCode);
    }

    [Fact]
    public async Task A_busy_port_for_the_documents_is_refused_and_the_folder_is_released()
    {
        using var busy = new TcpListener(IPAddress.Loopback, 0);
        busy.Start();
        var port = ((IPEndPoint)busy.LocalEndpoint).Port;
        await AssertRefused(
            new LocalHostOptions(_folder.PathOf("data")) { Port = 0, CosmosPort = port },
            $"The Cosmos DB emulator cannot listen on port {port}"
        );
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
    }

    [Fact]
    public Task A_data_path_that_is_a_file_is_refused() =>
        AssertRefused(new LocalHostOptions(_folder.Write("data", "")) { Port = 0 }, "is a file");

    [Fact]
    public Task A_data_folder_that_cannot_be_created_is_refused() =>
        AssertRefused(new LocalHostOptions("/proc/points") { Port = 0 }, "cannot be created");

    [Theory]
    [InlineData("signing-key")]
    [InlineData("clock")]
    public async Task A_damaged_file_is_refused_by_name(string name)
    {
        Directory.CreateDirectory(_folder.PathOf("data"));
        _folder.Write($"data/{name}", "nonsense");
        await AssertRefused(new LocalHostOptions(_folder.PathOf("data")) { Port = 0 }, $"{name} is damaged");
    }

    [Theory]
    [InlineData("-9223372036854775808")]
    [InlineData("9223372036854775807")]
    [InlineData("190000000000000000")]
    [InlineData("-190000000000000000")]
    public async Task A_stored_clock_out_of_bounds_is_refused(string ticks)
    {
        Directory.CreateDirectory(_folder.PathOf("data"));
        _folder.Write("data/clock", ticks);
        await AssertRefused(new LocalHostOptions(_folder.PathOf("data")) { Port = 0 }, "clock is damaged");
    }

    [Theory]
    [InlineData("signing-key")]
    [InlineData("clock")]
    [InlineData("address")]
    [InlineData("signing-key.draft")] // Prevents writing the key, as a full disk would.
    public async Task A_folder_in_place_of_a_file_is_refused_by_name(string name)
    {
        Directory.CreateDirectory(_folder.PathOf($"data/{name}"));
        await AssertRefused(
            new LocalHostOptions(_folder.PathOf("data")) { Port = 0 },
            Path.GetFileNameWithoutExtension(name)
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData(" ")]
    public Task A_data_folder_without_a_name_is_refused(string name) =>
        AssertRefused(new LocalHostOptions(name) { Port = 0 }, "must have a name");

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Only_the_owner_can_read_the_store_even_in_a_folder_that_others_may_enter(bool exists)
    {
        if (OperatingSystem.IsWindows())
            return;
        const UnixFileMode everybody =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(_folder.PathOf("data"), everybody);
        if (exists)
            Directory.CreateDirectory(_folder.PathOf("data/cosmos"), everybody);
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
            File.GetUnixFileMode(_folder.PathOf("data/cosmos"))
        );
    }

    [Fact]
    public async Task A_damaged_store_is_refused()
    {
        Directory.CreateDirectory(_folder.PathOf("data/cosmos"));
        _folder.Write("data/cosmos/cosmos.db", new string('x', 10_000));
        await AssertRefused(new LocalHostOptions(_folder.PathOf("data")) { Port = 0 }, "cosmos.db");
    }

    [Theory]
    [InlineData("""{"programmeId":""")]
    [InlineData("""{"programmeId":"x","surprise":1}""")]
    public Task A_damaged_programme_file_is_refused_by_name(string json)
    {
        _folder.Write("x.json", json);
        return AssertRefused(
            new LocalHostOptions(_folder.PathOf("data")) { Port = 0, ProgrammesFolder = _folder.Path },
            "x.json"
        );
    }

    [Fact]
    public Task A_missing_folder_of_programmes_is_refused() =>
        AssertRefused(
            new LocalHostOptions(_folder.PathOf("data")) { Port = 0, ProgrammesFolder = _folder.PathOf("none") },
            "cannot be read"
        );

    private static async Task AssertRefused(LocalHostOptions options, string reason)
    {
        var exception = await Assert.ThrowsAsync<CannotStartException>(() =>
            LocalHost.Start(options, TestContext.Current.CancellationToken)
        );
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
        Assert.DoesNotContain('\n', exception.Message);
        Assert.DoesNotContain("..", exception.Message, StringComparison.Ordinal);
    }
}
