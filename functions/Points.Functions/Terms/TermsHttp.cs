using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Revisions;
using Points.Domain.Reading;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Terms;

/// <summary>Publishes a programme's terms to everyone (law L1): as a page or as JSON, in Chinese or English.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class TermsHttp(IProgrammes programmes, HttpPipeline pipeline)
{
    /// <summary>Returns a programme's terms. Browsers get a page, programs get JSON.</summary>
    [Function("Terms")]
    [Public]
    [Response(StatusCodes.Status304NotModified)]
    [QueryParameter(
        "revision",
        "A revision that is, was or is announced to be in force. Without it, the one in force.",
        Pattern = "^[0-9]+$"
    )]
    [QueryParameter(
        "lang",
        "The language: `zh` or `en`. Without it, Accept-Language decides.",
        Pattern = "^(zh|en)(-[A-Za-z0-9-]+)?$"
    )]
    [HeaderParameter("Accept-Language", "Chinese, unless another language is preferred: then English.")]
    [Response(StatusCodes.Status200OK, typeof(TermsView), HasETag = true)]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "text/html",
        Description = "The terms: JSON for programs, a page for browsers."
    )]
    [ProblemResponses("not-found")]
    public Task<IResult> Terms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "programmes/{programmeId}/terms")]
            HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunPublicRead(
            http,
            async () =>
            {
                if (PathIdValidation.FindProblem(programmeId) is { } problem)
                    return problem;
                var number = 0;
                if (
                    http.Query.TryGetValue("revision", out var requested)
                    && !int.TryParse(requested, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                )
                    return Problems.Invalid("revision", "must be a revision's number, from 1");
                if (ContentNegotiation.ChooseLanguage(http) is not { } language)
                    return Problems.Invalid("lang", "must be zh or en");
                if (await programmes.Find(programmeId, ct) is not { } programme)
                    return Problems.NotFound("programme");
                var terms =
                    requested.Count == 0
                        ? programme.TermsAt(pipeline.Now)
                        : await programmes.FindPublicTerms(programmeId, number, ct);
                if (terms is null)
                    return Problems.NotFound(requested.Count == 0 ? "programme" : "revision");
                var shown = PublicTerms.Of(terms, programme, pipeline.Now);
                return ContentNegotiation.WantsPage(http)
                    ? await TermsPage.Render(new(shown, Disclosure.Create(shown.Terms), language))
                    : ToJson(shown, language);
            }
        );

    private static PublicDocument ToJson(PublicTerms terms, Language language) =>
        new(
            ReadableJson.Serialize(
                TermsView.From(terms, Disclosure.Create(terms.Terms), language),
                TermsJson.Default.TermsView
            ),
            "application/json"
        )
        {
            Language = ContentNegotiation.TagOf(language),
            Vary = ContentNegotiation.Headers,
        };
}
