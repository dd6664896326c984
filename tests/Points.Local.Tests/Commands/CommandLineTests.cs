namespace Points.Local.Tests.Commands;

public sealed class CommandLineTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("--prot")]
    [InlineData("--port", "many")]
    [InlineData("--port", "65536")]
    [InlineData("--log-level", "loud")]
    [InlineData("run")]
    public async Task An_invalid_command_line_is_refused_in_one_sentence(params string[] args)
    {
        var (exitCode, output, errors) = await HostProcess.Run(args);
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Single(errors.TrimEnd().Split('\n'));
    }

    [Fact]
    public async Task A_collector_address_that_is_not_a_URL_is_refused()
    {
        var environment = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "localhost:4317",
        };
        var fault = await Assert.ThrowsAsync<InvalidOperationException>(() =>
            HostProcess.StartWithEnvironment(environment, _folder.PathOf("data"))
        );
        Assert.Equal(
            "The host did not start: OTEL_EXPORTER_OTLP_ENDPOINT must be a URL such as http://127.0.0.1:4317.",
            fault.Message.TrimEnd()
        );
    }

    [Fact]
    public async Task The_help_option_prints_the_options()
    {
        var (exitCode, output, _) = await HostProcess.Run("--help");
        Assert.Equal(0, exitCode);
        Assert.Contains("--data", output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_data_folder_in_use_is_refused_in_one_sentence()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var (exitCode, _, errors) = await HostProcess.Run("--data", _folder.PathOf("data"), "--port", "0");
        Assert.Equal(1, exitCode);
        Assert.Equal($"The data folder {_folder.PathOf("data")} is in use by another process.", errors.TrimEnd());
    }

    [Theory]
    [InlineData("--data", "")]
    [InlineData("--data", "/proc/points")]
    [InlineData("--programmes", "")]
    public async Task A_folder_or_file_that_cannot_be_used_is_refused_in_one_sentence(params string[] args)
    {
        var (exitCode, output, errors) = await HostProcess.Run(
            args[0] == "--programmes" ? [.. args, "--data", _folder.PathOf("data")] : args
        );
        Assert.Equal((1, ""), (exitCode, output));
        Assert.DoesNotContain("POINTS_TRACE", Assert.Single(errors.TrimEnd().Split('\n')), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task The_host_prints_the_tour_only_for_the_samples(bool samples)
    {
        Directory.CreateDirectory(_folder.PathOf("programmes"));
        await using var host = await HostProcess.Start(
            _folder.PathOf("data"),
            samples ? [] : ["--programmes", _folder.PathOf("programmes")]
        );
        await host.StopBySignal();
        Assert.Equal(samples, (await host.RemainingOutput).Contains("supermarket", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_busy_port_is_refused_in_one_sentence()
    {
        await using var host = await RunningHost.Start(_folder.PathOf("data"));
        var (exitCode, _, errors) = await HostProcess.Run(
            "--data",
            _folder.PathOf("other"),
            "--port",
            $"{host.Address.Port}"
        );
        Assert.Equal(1, exitCode);
        Assert.Equal($"Port {host.Address.Port} of 127.0.0.1 is in use by another process.", errors.TrimEnd());
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task Jobs_run_on_their_schedules_unless_the_host_has_no_timers(bool runsTimers)
    {
        await using var host = runsTimers
            ? await HostProcess.StartWithTimers(_folder.PathOf("data"))
            : await HostProcess.Start(_folder.PathOf("data"));
        using var api = new Api(host.Address);
        var jobs = (await api.Jobs()).Values;
        Assert.NotEmpty(jobs);
        Assert.All(jobs, job => Assert.Equal(runsTimers, job["nextAt"] is not null));
    }

    [Theory]
    [InlineData("TERM")]
    [InlineData("INT")]
    public async Task A_host_that_gets_a_stop_signal_ends_without_errors(string signal)
    {
        Assert.SkipUnless(
            signal != "INT" || InterruptSignal.IsReceived,
            "this process ignores SIGINT, and env cannot restore it for the host"
        );
        await using var host = await HostProcess.Start(_folder.PathOf("data"));
        Assert.Equal((0, ""), await host.StopBySignal(signal));
    }

    [Fact]
    public async Task A_host_that_was_killed_keeps_what_it_had_acknowledged()
    {
        string memberId;
        await using (var host = await HostProcess.Start(_folder.PathOf("data")))
        {
            using var api = new Api(host.Address);
            memberId = await api.EnrolNewMember("supermarket");
            await host.Kill();
        }
        await using var restarted = await HostProcess.Start(_folder.PathOf("data"));
        using var after = new Api(restarted.Address);
        Assert.Equal(0, (await after.Wallet(memberId, "supermarket")).Available);
    }
}
