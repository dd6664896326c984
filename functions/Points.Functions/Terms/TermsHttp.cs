using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Revisions;
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
    [QueryParameter(
        "revision",
        "A revision that is, was or is announced to be in force. Without it, the one in force.",
        Pattern = "^[0-9]+$"
    )]
    [HeaderParameter("Accept-Language", "Chinese, unless English is preferred.")]
    [Response(StatusCodes.Status200OK, typeof(TermsView))]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "text/html",
        Description = "The terms: JSON for programs, a page for browsers."
    )]
    [ProblemResponses("not-found")]
    public Task<IResult> Terms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/terms")] HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        pipeline.RunPublic(
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
                var terms =
                    requested.Count == 0
                        ? new PublicTerms(await programmes.FindTerms(programmeId, pipeline.Now, ct), null)
                        : await FindPublic(programmeId, number, ct);
                if (terms.Terms is null)
                    return Problems.NotFound(requested.Count == 0 ? "programme" : "revision");
                http.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
                return Show(
                    terms.Terms,
                    terms.Standing,
                    ContentNegotiation.ChooseLanguage(http),
                    ContentNegotiation.WantsPage(http)
                );
            }
        );

    /// <summary>Finds a revision that was ever announced or in force. Drafts are not public.</summary>
    private async Task<PublicTerms> FindPublic(string programmeId, int number, CancellationToken ct)
    {
        if (
            await programmes.FindRevision(programmeId, number, ct) is not { Progress.IsPublic: true } revision
            || await programmes.FindTimetable(programmeId, ct) is not { } timetable
        )
            return new(null, null);
        var terms = revision.ReadTerms();
        return new(
            terms,
            RevisionStatusText.Describe(
                revision.Progress.StatusAt(terms, timetable.FindActive(pipeline.Now), pipeline.Now),
                revision.Progress.EffectiveOn
            )
        );
    }

    private static IResult Show(ProgrammeTerms terms, BilingualName? standing, Language language, bool asPage)
    {
        var disclosure = Disclosure.Create(terms);
        return asPage
            ? new TermsPage(new(terms, disclosure, standing, language))
            : new ViewResponse<TermsView>(
                StatusCodes.Status200OK,
                TermsView.From(terms, disclosure, standing, language),
                TermsJson.Default.TermsView
            )
            {
                Language = ContentNegotiation.TagOf(language),
            };
    }

    /// <param name="Standing">Why the terms are not in force; null if they are.</param>
    private sealed record PublicTerms(ProgrammeTerms? Terms, BilingualName? Standing);
}
