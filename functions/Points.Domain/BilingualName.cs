namespace Points.Domain;

/// <summary>A name as members read it, in Chinese and in English.</summary>
public sealed record BilingualName(string Zh, string En)
{
    /// <summary>Chinese, unless the locale is an English one.</summary>
    public string In(string? locale) => IsEnglish(locale) ? En : Zh;

    /// <summary>The language of the two that a locale reads.</summary>
    public static string LanguageOf(string? locale) => IsEnglish(locale) ? "en" : "zh";

    private static bool IsEnglish(string? locale) =>
        locale is not null && locale.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
