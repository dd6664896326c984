namespace Points.Functions.Jobs;

/// <summary>The app's settings as the host has them, by name.</summary>
/// <param name="valueOf">As .NET's configuration tells it: where a name has <c>__</c>, by a colon. Null for a setting that is not there.</param>
public sealed class AppSettings(Func<string, string?> valueOf)
{
    private const char Mark = '%';

    /// <summary>Null where there is none.</summary>
    public string? this[string name] => valueOf(name);

    /// <summary>The name of the setting that a trigger's text stands for: between percent signs. Null for a text that stands for itself.</summary>
    public static string? NameIn(string text) => text is [Mark, .. var name, Mark] ? name : null;

    /// <summary>What a trigger's text says; null if the setting that it stands for is not there.</summary>
    public string? Resolve(string text) => NameIn(text) is { } name ? this[name] : text;

    /// <summary>Whether a function is kept from running by itself: the Functions host's own convention.</summary>
    public bool IsDisabled(string function) =>
        (this[$"AzureWebJobs.{function}.Disabled"] ?? this[$"AzureWebJobs:{function}:Disabled"])?.Trim() is { } said
        && (said == "1" || said.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase));
}
