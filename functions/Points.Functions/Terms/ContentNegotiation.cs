using Microsoft.AspNetCore.Http;
using Points.Domain;

namespace Points.Functions.Terms;

/// <summary>Decides in what format and language a caller gets the terms (RFC 9110, proactive negotiation).</summary>
internal static class ContentNegotiation
{
    /// <summary>The request headers that decide, for Vary.</summary>
    public const string Headers = "Accept, Accept-Language";

    private const string Page = "text/html",
        Json = "application/json";

    /// <summary>
    /// The language of <c>?lang=</c>; without it, what Accept-Language prefers. Whoever prefers neither language, such
    /// as a browser set to French, gets English; whoever states no preference gets Chinese.
    /// </summary>
    /// <returns>Null if <c>?lang=</c> names another language.</returns>
    public static Language? ChooseLanguage(HttpRequest http) =>
        !http.Query.TryGetValue("lang", out var asked)
            ? RequestedLanguage(http) ?? (NamesLanguage(http) ? Terms.Language.English : Terms.Language.Chinese)
        : IsInLanguage(asked.ToString(), "zh") ? Terms.Language.Chinese
        : IsInLanguage(asked.ToString(), "en") ? Terms.Language.English
        : null;

    /// <summary>The language the caller prefers; null if the caller asks for neither.</summary>
    public static Language? RequestedLanguage(HttpRequest http)
    {
        var preferred = http.GetTypedHeaders()
            .AcceptLanguage.Where(it => it.Quality is not 0)
            .OrderByDescending(it => it.Quality ?? 1)
            .Select(it => it.Value.ToString())
            .FirstOrDefault(tag => IsInLanguage(tag, "zh") || IsInLanguage(tag, "en") || tag == "*");
        return preferred is null or "*" ? null
            : IsInLanguage(preferred, "en") ? Terms.Language.English
            : Terms.Language.Chinese;
    }

    /// <summary>Whether the caller prefers a page to JSON. Without a preference it gets JSON.</summary>
    public static bool WantsPage(HttpRequest http)
    {
        var accepted = http.GetTypedHeaders().Accept;
        return QualityOf(Page) > QualityOf(Json);

        double QualityOf(string type) =>
            accepted.Where(it => it.MediaType.ToString() == type).Select(it => it.Quality ?? 1).DefaultIfEmpty(0).Max();
    }

    /// <summary>The language tag: <c>zh</c> or <c>en</c>.</summary>
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

    /// <summary>Whether the caller accepts a language that it names.</summary>
    private static bool NamesLanguage(HttpRequest http) =>
        http.GetTypedHeaders().AcceptLanguage.Any(it => it.Quality is not 0 && it.Value != "*");

    private static bool IsInLanguage(string tag, string language) =>
        tag.Equals(language, StringComparison.OrdinalIgnoreCase)
        || tag.StartsWith(language + "-", StringComparison.OrdinalIgnoreCase);
}
