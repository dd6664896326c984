using Microsoft.AspNetCore.Http;
using Points.Domain;

namespace Points.Functions.Terms;

/// <summary>In what form and language a caller wants the terms (RFC 9110, proactive negotiation).</summary>
internal static class ContentNegotiation
{
    private const string Page = "text/html",
        Json = "application/json";

    /// <summary>Chinese, unless English is preferred.</summary>
    public static Language ChooseLanguage(HttpRequest http) => RequestedLanguage(http) ?? Terms.Language.Chinese;

    /// <summary>Null where neither language is asked for.</summary>
    public static Language? RequestedLanguage(HttpRequest http)
    {
        var best = http.GetTypedHeaders()
            .AcceptLanguage.Where(it => it.Quality is not 0)
            .OrderByDescending(it => it.Quality ?? 1)
            .Select(it => it.Value.ToString())
            .FirstOrDefault(tag => IsInLanguage(tag, "zh") || IsInLanguage(tag, "en") || tag == "*");
        return best is null or "*" ? null
            : IsInLanguage(best, "en") ? Terms.Language.English
            : Terms.Language.Chinese;
    }

    /// <summary>Programs get JSON unless they ask for a page.</summary>
    public static bool WantsPage(HttpRequest http)
    {
        var accepted = http.GetTypedHeaders().Accept;
        return QualityOf(Page) > QualityOf(Json);

        double QualityOf(string type) =>
            accepted.Where(it => it.MediaType.ToString() == type).Select(it => it.Quality ?? 1).DefaultIfEmpty(0).Max();
    }

    public static string TagOf(Language language) =>
        language switch
        {
            Terms.Language.Chinese => "zh",
            Terms.Language.English => "en",
        };

    public static string TextOf(this Language language, BilingualName text) =>
        language switch
        {
            Terms.Language.Chinese => text.Zh,
            Terms.Language.English => text.En,
        };

    private static bool IsInLanguage(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase)
        || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}

internal enum Language
{
    Chinese,
    English,
}
