using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Terms;

/// <summary>Discloses a programme's terms to everyone (law L1): a page for browsers, JSON for programs, in Chinese or English.</summary>
[Area(Areas.Programmes)]
public sealed class TermsHttp(IProgrammes programmes, Reception reception)
{
    /// <summary>Discloses a programme's terms to everyone. Browsers get a page, programs JSON.</summary>
    [Function("Terms")]
    [Public]
    [Query(
        "revision",
        "A revision that is, was or will be in force; without it, the one in force.",
        Pattern = "^[0-9]+$"
    )]
    [Header("Accept-Language", "Chinese, unless English is preferred.")]
    [Gives(StatusCodes.Status200OK, typeof(TermsView))]
    [Gives(
        StatusCodes.Status200OK,
        MediaType = "text/html",
        Description = "The terms: JSON for programs, a page for browsers."
    )]
    [Refuses("not-found")]
    public Task<IResult> Terms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/terms")] HttpRequest http,
        string programmeId,
        CancellationToken ct
    ) =>
        reception.AnswerAnyone(
            http,
            async () =>
            {
                if (PathIds.FirstFault(programmeId) is { } fault)
                    return fault;
                var number = 0;
                if (
                    http.Query.TryGetValue("revision", out var asked)
                    && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number)
                )
                    return Problems.Invalid("revision", "must be a revision's number, from 1");
                var terms =
                    asked.Count == 0
                        ? new TermsRead(await programmes.TermsOf(programmeId, reception.Now, ct), null)
                        : await Public(programmeId, number, ct);
                if (terms.Terms is null)
                    return Problems.NotFound(asked.Count == 0 ? "programme" : "revision");
                http.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
                return Show(terms.Terms, terms.Standing, Negotiation.Language(http), Negotiation.WantsPage(http));
            }
        );

    /// <summary>What was announced or in force once stays readable; drafts are nobody's business yet.</summary>
    private async Task<TermsRead> Public(string programmeId, int number, CancellationToken ct)
    {
        if (
            await programmes.Revision(programmeId, number, ct) is not { Listed.IsPublic: true } revision
            || await programmes.Timetable(programmeId, ct) is not { } timetable
        )
            return new(null, null);
        var terms = revision.Terms();
        return new(
            terms,
            StandingWords.Of(
                revision.Listed.Status(terms, timetable.InForce(reception.Now), reception.Now),
                revision.Listed.On
            )
        );
    }

    private static IResult Show(ProgrammeRevision terms, BilingualName? standing, Language language, bool asPage)
    {
        var disclosure = Disclosure.Of(terms);
        return asPage
            ? new TermsPage(terms, disclosure, standing, language)
            : new Answer<TermsView>(
                StatusCodes.Status200OK,
                TermsView.Of(terms, disclosure, standing, language),
                TermsJson.Default.TermsView
            )
            {
                Language = Negotiation.TagOf(language),
            };
    }

    /// <param name="Standing">Whether they count; null where they do.</param>
    private sealed record TermsRead(ProgrammeRevision? Terms, BilingualName? Standing);
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
    public static TermsView Of(
        ProgrammeRevision terms,
        Disclosure disclosure,
        BilingualName? standing,
        Language language
    ) =>
        new(
            terms.ProgrammeId,
            terms.Number,
            standing is null ? null : language.Of(standing),
            Negotiation.TagOf(language),
            language.Of(disclosure.Title),
            [
                .. disclosure.Sections.Select(section => new TermsSectionView(
                    section.Id,
                    language.Of(section.Title),
                    [.. section.Items.Select(item => language.Of(item))]
                )),
            ]
        );
}

internal sealed record TermsSectionView(string Id, string Title, IReadOnlyList<string> Items);
