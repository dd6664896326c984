namespace Points.Domain;

/// <summary>A text that members read, in Chinese and in English.</summary>
public sealed record BilingualName(string Zh, string En)
{
    /// <summary>The English text for an English locale, else the Chinese one.</summary>
    public string In(string? locale) => IsEnglish(locale) ? En : Zh;

    /// <summary>The language that <see cref="In"/> picks: <c>en</c> or <c>zh</c>.</summary>
    public static string LanguageOf(string? locale) => IsEnglish(locale) ? "en" : "zh";

    private static bool IsEnglish(string? locale) =>
        locale is not null && locale.StartsWith("en", StringComparison.OrdinalIgnoreCase);
}
