using Microsoft.Extensions.Logging;
using Points.Domain.Notifying;

namespace Points.Local;

/// <summary>How a one-machine host is to run.</summary>
/// <param name="DataFolder">Where everything is kept; made if it is not there.</param>
public sealed record LocalHostOptions(string DataFolder)
{
    public const int DefaultPort = 7071;
    public const string DefaultDataFolder = "./.points";

    /// <summary>On 127.0.0.1; 0 lets the system choose.</summary>
    public int Port { get; init; } = DefaultPort;

    /// <summary>Whether jobs run by their schedules, as the clock of business time goes; else by hand only.</summary>
    public bool RunsTimers { get; init; } = true;

    /// <summary>What is logged, to standard error: this and what is graver.</summary>
    public LogLevel LogLevel { get; init; } = LogLevel.Warning;

    /// <summary>Where notices by SMS are posted; null where the inbox stands for it.</summary>
    public Uri? SmsGateway { get; init; }

    /// <summary>Where push messages are posted; null where the inbox stands for them.</summary>
    public Uri? PushGateway { get; init; }

    /// <summary>Before a gateway that failed is called again.</summary>
    public DeliveryRetryDelays DeliveryPauses { get; init; } = DeliveryRetryDelays.Default;

    /// <summary>Programme documents to publish where they are not published yet.</summary>
    public string ProgrammesFolder { get; init; } = Path.Combine(AppContext.BaseDirectory, "Programmes");
}
