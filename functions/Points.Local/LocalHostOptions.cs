using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Points.Domain.Notifying;

namespace Points.Local;

/// <summary>The options of a one-machine host.</summary>
/// <param name="DataFolder">The folder that holds all data. The host creates it if it is missing.</param>
public sealed record LocalHostOptions(string DataFolder)
{
    public const int DefaultPort = OneMachineHost.DefaultPort;
    public const string DefaultDataFolder = "./.points";

    /// <summary>The port on 127.0.0.1; 0 takes any free port.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>
    /// The port on 127.0.0.1 at which the Cosmos DB emulator is served to other programs; 0 takes any free port, and
    /// null serves it to none.
    /// </summary>
    public int? CosmosPort { get; init; }

    /// <summary>Whether jobs run on their schedules in business time. If not, they run only by hand.</summary>
    public bool RunsTimers { get; init; } = true;

    /// <summary>The lowest level that is logged to standard error.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>The URL that SMS notices are posted to. Null leaves them in the inbox.</summary>
    public Uri? SmsGateway { get; init; }

    /// <summary>The URL that push notices are posted to. Null leaves them in the inbox.</summary>
    public Uri? PushGateway { get; init; }

    /// <summary>How long to wait before calling a failed gateway again.</summary>
    public DeliveryRetryDelays DeliveryPauses { get; init; } = DeliveryRetryDelays.Default;

    /// <summary>App settings, such as <c>Auth__TokenMinutesMax</c>. They override the environment's.</summary>
    public IReadOnlyDictionary<string, string> Settings { get; init; } = ImmutableDictionary<string, string>.Empty;

    /// <summary>
    /// A folder of programme documents. Programmes that are not in the store yet are published from it.
    /// </summary>
    public string ProgrammesFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "Programmes");
}
