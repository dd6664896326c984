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

/// <summary>Discloses a programme's terms to everyone (law L1): a page for browsers, JSON for programs, in Chinese or English.</summary>
[ApiTag(ApiTags.Programmes)]
public sealed class TermsHttp(IProgrammes programmes, HttpPipeline pipeline)
{
    /// <summary>Discloses a programme's terms to everyone. Browsers get a page, programs JSON.</summary>
    [Function("Terms")]
    [Public]
    [QueryParameter(
        "revision",
        "A revision that is, was or will be in force; without it, the one in force.",
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
                if (PathIdValidation.FindProblem(programmeId) is { } fault)
                    return fault;
                var number = 0;
                if (
                    http.Query.TryGetValue("revision", out var asked)
                    && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                )
                    return Problems.Invalid("revision", "must be a revision's number, from 1");
                var terms =
                    asked.Count == 0
                        ? new PublicTerms(await programmes.FindTerms(programmeId, pipeline.Now, ct), null)
                        : await FindPublic(programmeId, number, ct);
                if (terms.Terms is null)
                    return Problems.NotFound(asked.Count == 0 ? "programme" : "revision");
                http.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
                return Show(
                    terms.Terms,
                    terms.Standing,
                    ContentNegotiation.ChooseLanguage(http),
                    ContentNegotiation.WantsPage(http)
                );
            }
        );

    /// <summary>What was announced or in force once stays readable; drafts are nobody's business yet.</summary>
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
            ? new TermsPage(terms, disclosure, standing, language)
            : new ViewResponse<TermsView>(
                StatusCodes.Status200OK,
                TermsView.From(terms, disclosure, standing, language),
                TermsJson.Default.TermsView
            )
            {
                Language = ContentNegotiation.TagOf(language),
            };
    }

    /// <param name="Standing">Whether they count; null where they do.</param>
    private sealed record PublicTerms(ProgrammeTerms? Terms, BilingualName? Standing);
}

/// <summary>The terms for programs.</summary>
/// <param name="Standing">Whether they count; absent where they do.</param>
internal sealed record TermsView(
    string ProgrammeId,
    int Revision,
    string? Standing,
    [OneOf("zh", "en")] string Language,
    string Title,
    IReadOnlyList<TermsSectionView> Sections
)
{
    public static TermsView From(
        ProgrammeTerms terms,
        Disclosure disclosure,
        BilingualName? standing,
        Language language
    ) =>
        new(
            terms.ProgrammeId,
            terms.Number,
            standing is null ? null : language.TextOf(standing),
            ContentNegotiation.TagOf(language),
            language.TextOf(disclosure.Title),
            [
                .. disclosure.Sections.Select(section => new TermsSectionView(
                    section.Id,
                    language.TextOf(section.Title),
                    [.. section.Items.Select(item => language.TextOf(item))]
                )),
            ]
        );
}

internal sealed record TermsSectionView(string Id, string Title, IReadOnlyList<string> Items);
