using System.Collections;
using System.Collections.Immutable;
using System.Reflection;
using System.Text.Json;
using Microsoft.Extensions.Configuration;
using Points.Functions.Jobs;

namespace Points.Local.Hosting;

/// <summary>
/// The app settings of this host: those of <c>local.settings.sample.json</c>. Environment variables with the same names
/// override them, as in the Functions host.
/// </summary>
internal static class LocalSettings
{
    /// <param name="environment">The environment variables by name.</param>
    /// <param name="overrides">Settings that override those of the environment.</param>
    public static IConfiguration ReadAll(IDictionary environment, IReadOnlyDictionary<string, string> overrides)
    {
        var settings = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase);
        using var sample = JsonDocument.Parse(
            Assembly.GetExecutingAssembly().GetManifestResourceStream("local.settings.sample.json")!
        );
        foreach (var value in sample.RootElement.GetProperty("Values").EnumerateObject())
            settings[NameOf(value.Name)] = value.Value.GetString();
        foreach (DictionaryEntry variable in environment)
            settings[NameOf((string)variable.Key)] = (string?)variable.Value;
        foreach (var (name, value) in overrides)
            settings[NameOf(name)] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
    }

    /// <param name="runsTimers">
    /// Whether timer functions run on their schedules. If not, all of them are disabled.
    /// </param>
    public static AppSettings Read(IDictionary environment, bool runsTimers) =>
        ToAppSettings(ReadAll(environment, ImmutableDictionary<string, string>.Empty), runsTimers);

    /// <inheritdoc cref="Read"/>
    public static AppSettings ToAppSettings(IConfiguration settings, bool runsTimers) =>
        new(name => !runsTimers && IsDisabledSetting(name) ? bool.TrueString : settings[name]);

    /// <summary>The name in the configuration of a setting that is written as in the environment.</summary>
    public static string NameOf(string written) => written.Replace("__", ":", StringComparison.Ordinal);

    private static bool IsDisabledSetting(string name) =>
        name.StartsWith("AzureWebJobs", StringComparison.Ordinal)
        && name.EndsWith("Disabled", StringComparison.Ordinal);
}
