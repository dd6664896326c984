using System.Globalization;
using Microsoft.Azure.Cosmos;
using Microsoft.Extensions.Logging;

namespace Points.Torture;

/// <summary>What a run is to do.</summary>
/// <param name="Seed">Decides what is done and what fails; only the timing differs between runs.</param>
/// <param name="Time">How long callers send requests. Settling and checking come afterwards.</param>
internal sealed record TortureOptions(int Seed, TimeSpan Time)
{
    public int Instances { get; init; } = 3;

    public int Workers { get; init; } = 10;

    public int Members { get; init; } = 24;

    /// <summary>The lowest level that instances log to standard error.</summary>
    public LogLevel Logs { get; init; } = LogLevel.None;

    /// <summary>Whether instances are killed, requests fail and the clock jumps.</summary>
    public bool Hurts { get; init; } = true;

    /// <summary>Changes the store before the checks: a test shows with it that the checks find what is wrong.</summary>
    public Func<CosmosClient, Task>? Sabotage { get; init; }

    /// <returns>Null if the arguments are not understood.</returns>
    public static TortureOptions? Parse(string[] arguments)
    {
        var options = new TortureOptions(1, TimeSpan.FromMinutes(1));
        for (var at = 0; at < arguments.Length; at += 2)
        {
            var value = at + 1 < arguments.Length ? arguments[at + 1] : "";
            if (arguments[at] == "--seed" && int.TryParse(value, CultureInfo.InvariantCulture, out var seed))
                options = options with { Seed = seed };
            else if (
                arguments[at] == "--minutes"
                && double.TryParse(value, CultureInfo.InvariantCulture, out var minutes)
                && minutes is > 0 and <= 24 * 60
            )
                options = options with { Time = TimeSpan.FromMinutes(minutes) };
            else if (arguments[at] == "--log-level" && Enum.TryParse<LogLevel>(value, ignoreCase: true, out var level))
                options = options with { Logs = level };
            else
                return null;
        }
        return options;
    }
}
