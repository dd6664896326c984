using System.Collections;

namespace Points.Local.Hosting;

/// <summary>Reads the <c>OTEL_</c> environment variables, the only ones that the web server uses.</summary>
internal static class OpenTelemetryVariables
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";

    /// <exception cref="CannotStartException">
    /// The endpoint is not a URL: the exporter would silently send nothing.
    /// </exception>
    public static Dictionary<string, string?> Read()
    {
        var variables = Environment
            .GetEnvironmentVariables()
            .Cast<DictionaryEntry>()
            .Where(variable => ((string)variable.Key).StartsWith("OTEL_", StringComparison.Ordinal))
            .ToDictionary(
                variable => (string)variable.Key,
                variable => (string?)variable.Value,
                StringComparer.Ordinal
            );
        return variables.GetValueOrDefault(Endpoint) is not { Length: > 0 } endpoint || IsUrl(endpoint)
            ? variables
            : throw new CannotStartException($"{Endpoint} must be a URL such as http://127.0.0.1:4317.");
    }

    private static bool IsUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url) && url.Scheme is "http" or "https";
}
