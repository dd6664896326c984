using Microsoft.AspNetCore.Http;

namespace Points.Cli.Tests.Hosts;

/// <summary>How <c>import</c> and <c>send</c> are told which host to call, and with which token.</summary>
public sealed class HostOptionsTests : IDisposable
{
    private const string Secret = "secret-token",
        Loopback = "http://127.0.0.1:9";

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("import", "in.csv", "--programme", "supermarket", "--merchant", "supermarket")]
    [InlineData("send", "in.csv")]
    public async Task Without_a_host_nothing_is_posted(params string[] args)
    {
        var requests = 0;
        await using var server = await StubServer.Start(http =>
        {
            Interlocked.Increment(ref requests);
            return http.Response.WriteAsync("{}");
        });
        // The host's own default data folder is not a default here.
        using var data = new UsedDataFolder(_folder.PathOf(".points"), server.Address.ToString());
        _folder.Write("in.csv", "invoice_id,invoice_date,customer_id,total_price\n1,12/1/09 7:45,m,5\n");

        var ended = await PointsCommand.RunIn(_folder.Path, args);

        Assert.Equal((2, "", "Name the host with --url or --data: nothing was sent. Try --help."), Trim(ended));
        Assert.Equal(0, requests);
    }

    [Theory]
    [InlineData("not with both", "--url", Loopback, "--data", "d")]
    [InlineData("--url needs a token", "--url", Loopback)]
    [InlineData("--url needs a token", "--url", "https://points.example.com")]
    [InlineData("not with both", "--url", Loopback, "--token", Secret, "--token-file", "f")]
    [InlineData("the host issues the tokens", "--data", "d", "--token", Secret)]
    [InlineData("the host issues the tokens", "--data", "d", "--token-file", "f")]
    [InlineData("--url must start with https", "--url", "http://points.example.com", "--token", Secret)]
    [InlineData("--url must start with https", "--url", "http://10.0.0.7:7071", "--token", Secret)]
    [InlineData("--url must be the URL of a host", "--url", "points.example.com", "--token", Secret)]
    [InlineData("--url must be the URL of a host", "--url", "ftp://127.0.0.1", "--token", Secret)]
    [InlineData(
        "--url must be the URL of a host",
        "--url",
        "https://me:secret-token@points.example.com",
        "--token",
        "t"
    )]
    [InlineData("--token must be one token", "--url", Loopback, "--token", "Bearer secret-token")]
    [InlineData("--token must be one token", "--url", Loopback, "--token", "secret-token\nmore")]
    [InlineData("--token must be one token", "--url", Loopback, "--token", "")]
    [InlineData("The command takes fewer arguments", "--url", Loopback, "--token", "Bearer", Secret)]
    [InlineData("--tokn is not an option", "--url", Loopback, "--tokn=secret-token")]
    public async Task Options_that_name_no_host_and_token_are_refused_without_the_token(
        string reason,
        params string[] options
    )
    {
        var (exitCode, error) = await PointsCommand.RunFailing(["send", _folder.Write("in", ""), .. options]);

        Assert.Equal(2, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_holds_no_token_is_refused_without_its_value()
    {
        var ended = await PointsCommand.RunWithToken(
            "secret token",
            ["send", _folder.Write("in", ""), "--url", Loopback]
        );
        Assert.Equal((1, ""), (ended.ExitCode, ended.Output));
        Assert.StartsWith("POINTS_TOKEN must hold one token", ended.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", ended.Errors, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "is not ready")]
    [InlineData("", "does not hold the URL of a host on this machine")]
    [InlineData("http://points.example.com/", "does not hold the URL of a host on this machine")]
    public async Task A_data_folder_without_the_URL_of_its_host_is_refused(string? address, string reason)
    {
        using var data = new UsedDataFolder(_folder.PathOf("data"), address);

        var (exitCode, error) = await PointsCommand.RunFailing("send", _folder.Write("in", ""), "--data", data.Path);

        Assert.Equal(1, exitCode);
        Assert.Contains(reason, error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_folder_that_no_host_has_used_is_refused()
    {
        Directory.CreateDirectory(_folder.PathOf("data"));
        await AssertNoHostUses(_folder.PathOf("data"));
    }

    [Theory]
    [InlineData("nothing", "There is no data folder {0}.")]
    [InlineData("in", "{0} is a file and not the data folder of a host.")]
    public async Task A_folder_that_is_not_there_is_refused_by_its_name_by_every_command(string name, string reason)
    {
        var file = _folder.Write("in", "");
        var data = _folder.PathOf(name);
        string[][] commands =
        [
            ["send", file, "--data", data],
            ["send", file, "--data", data, "--dry-run"],
            ["import", file, "--programme", "p", "--merchant", "m", "--data", data],
            ["import", file, "--programme", "p", "--merchant", "m", "--data", data, "--dry-run"],
        ];
        foreach (var command in commands)
            Assert.Equal(
                (1, string.Format(System.Globalization.CultureInfo.InvariantCulture, reason, data)),
                await PointsCommand.RunFailing(command)
            );
    }

    [Theory]
    [InlineData("--data", "a", "--data", "b")]
    [InlineData("--url", Loopback, "--url", Loopback, "--token", Secret)]
    [InlineData("--url", Loopback, "--data", "d", "--dry-run")]
    public async Task Options_that_contradict_each_other_are_refused(params string[] options) =>
        Assert.Equal(2, (await PointsCommand.RunFailing(["send", _folder.Write("in", ""), .. options])).ExitCode);

    [Fact]
    public async Task Given_a_killed_host_When_another_listens_on_its_port_Then_the_folder_is_refused()
    {
        var data = _folder.PathOf("data");
        await using (var killed = await HostProcess.Start(data))
            await killed.Kill();
        await using var other = await RunningHost.Start();
        _folder.Write("data/address", other.Address.ToString());

        await AssertNoHostUses(data);
    }

    private async Task AssertNoHostUses(string data) =>
        Assert.Equal(
            (1, $"No host uses the data folder {data}: start one with it first."),
            await PointsCommand.RunFailing("send", _folder.Write("in", ""), "--data", data)
        );

    private static (int, string, string) Trim((int ExitCode, string Output, string Errors) ended) =>
        (ended.ExitCode, ended.Output, ended.Errors.TrimEnd());
}
