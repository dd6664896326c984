namespace Points.Functions.Jobs;

/// <summary>The app settings, by name.</summary>
/// <param name="valueOf">
/// Reads a setting as .NET's configuration does: a colon in the name stands for <c>__</c>. Null for a missing setting.
/// </param>
public sealed class AppSettings(Func<string, string?> valueOf)
{
    private const char Delimiter = '%';

    /// <summary>The value of a setting; null if it is missing.</summary>
    public string? this[string name] => valueOf(name);

    /// <summary>
    /// The setting that a trigger's text names between percent signs; null if the text is the value itself.
    /// </summary>
    public static string? NameIn(string text) => text is [Delimiter, .. var name, Delimiter] ? name : null;

    /// <summary>The value of a trigger's text; null if the setting that it names is missing.</summary>
    public string? Resolve(string text) => NameIn(text) is { } name ? this[name] : text;

    /// <summary>Whether a function's trigger is disabled, by the convention of the Functions host.</summary>
    public bool IsDisabled(string function) =>
        (this[$"AzureWebJobs.{function}.Disabled"] ?? this[$"AzureWebJobs:{function}:Disabled"])?.Trim() is { } value
        && (value == "1" || value.Equals(bool.TrueString, StringComparison.OrdinalIgnoreCase));
}
