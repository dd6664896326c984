using System.CommandLine;
using Microsoft.Extensions.Logging;

namespace Points.Local.Commands;

/// <summary>Runs the host until it is asked to stop.</summary>
internal static class RunCommand
{
    private static readonly Option<string> Data = new("--data")
    {
        Description = "The folder that holds all data; created if it does not exist",
        DefaultValueFactory = _ => LocalHostOptions.DefaultDataFolder,
    };

    private static readonly Option<int> Port = new("--port")
    {
        Description = "The port to listen on at 127.0.0.1; 0 takes any free port",
        DefaultValueFactory = _ => LocalHostOptions.DefaultPort,
        CustomParser = OptionParsers.WholeNumber("--port", 0, ushort.MaxValue),
    };

    private static readonly Option<int?> CosmosPort = new("--cosmos-port")
    {
        Description =
            "The port at which SDKs and data explorers reach the documents, over HTTPS at 127.0.0.1; "
            + "0 takes any free port; without it none is opened",
        CustomParser = argument => OptionParsers.WholeNumber("--cosmos-port", 0, ushort.MaxValue)(argument),
    };

    private static readonly Option<string?> ProgrammesFolder = new("--programmes")
    {
        Description = "A folder of programme documents to publish instead of the samples",
    };

    private static readonly Option<bool> NoTimers = new("--no-timers")
    {
        Description = "Do not run jobs on their schedules; run them only by hand",
    };

    private static readonly Option<LogLevel> Logs = new("--log-level")
    {
        Description = "The lowest level to log to standard error: trace, debug, information, warning, error or none",
        DefaultValueFactory = _ => LogLevel.Warning,
        CustomParser = OptionParsers.OneOf(
            "--log-level",
            LogLevel.Trace,
            LogLevel.Debug,
            LogLevel.Information,
            LogLevel.Warning,
            LogLevel.Error,
            LogLevel.None
        ),
    };

    private static readonly Option<Uri?> SmsGateway = GatewayOption("--sms-gateway", "text messages");

    private static readonly Option<Uri?> PushGateway = GatewayOption("--push-gateway", "push messages");

    public static RootCommand Create()
    {
        var command = new RootCommand(
            "Run Points on one machine: the whole app, with its data in one folder and without a cloud account."
        )
        {
            Port,
            Data,
            CosmosPort,
            ProgrammesFolder,
            NoTimers,
            Logs,
            SmsGateway,
            PushGateway,
        };
        command.SetAction((parsed, ct) => Run(parsed, ct));
        return command;
    }

    private static async Task<int> Run(ParseResult parsed, CancellationToken ct)
    {
        var options = new LocalHostOptions(parsed.GetValue(Data)!)
        {
            Port = parsed.GetValue(Port),
            CosmosPort = parsed.GetValue(CosmosPort),
            RunsTimers = !parsed.GetValue(NoTimers),
            LogLevel = parsed.GetValue(Logs),
            SmsGateway = parsed.GetValue(SmsGateway),
            PushGateway = parsed.GetValue(PushGateway),
        };
        var ownProgrammes = parsed.GetValue(ProgrammesFolder);
        if (ownProgrammes is not null)
            options = options with { ProgrammesFolder = ownProgrammes };
        try
        {
            await using var host = await LocalHost.Start(options, ct);
            // The first-run message has commands for the sample programmes, so it does not fit other programmes.
            await Console.Out.WriteLineAsync(
                host.IsFirstRun && ownProgrammes is null
                    ? StartMessage.WithSampleCommands(host)
                    : StartMessage.WithoutSampleCommands(host)
            );
            await Task.Delay(Timeout.Infinite, ct);
        }
        catch (OperationCanceledException) when (ct.IsCancellationRequested)
        {
            // The normal end of a host: it was asked to stop.
        }
        return ExitCodes.Success;
    }

    private static Option<Uri?> GatewayOption(string name, string messages) =>
        new(name)
        {
            Description =
                $"The URL to post {messages} to, signed with the key in the data folder; "
                + "without it they only appear in the inbox",
            CustomParser = OptionParsers.Parsed(
                text =>
                    Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https" ? url : null,
                $"{name} must be a URL such as https://sms.example.com/notices."
            ),
        };
}
