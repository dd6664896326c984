using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Ports;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Functions.Http;

namespace Points.Functions.Terms;

/// <summary>Discloses a programme's terms to everyone (law L1): a page for browsers, JSON for programs, in Chinese or English.</summary>
public sealed class TermsHttp(IProgrammes programmes, Reception reception)
{
    [Function("Terms")]
    public Task<IResult> Terms(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "programmes/{programmeId}/terms")] HttpRequest http,
        string programmeId, CancellationToken ct) =>
        reception.AnswerAnyone(http, async () =>
        {
            if (PathIds.FirstFault(programmeId) is { } fault) return fault;
            var number = 0;
            if (http.Query.TryGetValue("revision", out var asked) && !int.TryParse(asked, NumberStyles.None, CultureInfo.InvariantCulture, out number))
                return Problems.Invalid("revision", "must be a revision's number, from 1");
            var terms = asked.Count == 0 ? await programmes.TermsOf(programmeId, reception.Now, ct) : await Public(programmeId, number, ct);
            if (terms is null) return Problems.NotFound(asked.Count == 0 ? "programme" : "revision");
            http.HttpContext.Response.Headers.Vary = "Accept, Accept-Language";
            return Show(terms, Negotiation.Language(http), Negotiation.WantsPage(http));
        });

    /// <summary>What was announced or in force once stays readable; drafts are nobody's business yet.</summary>
    private async Task<ProgrammeRevision?> Public(string programmeId, int number, CancellationToken ct) =>
        await programmes.Revision(programmeId, number, ct) is { Listed.IsPublic: true } revision ? revision.Terms() : null;

    private static IResult Show(ProgrammeRevision terms, Language language, bool asPage)
    {
        var disclosure = Disclosure.Of(terms);
        return asPage
            ? new TermsPage(terms, disclosure, language)
            : new Answer<TermsView>(StatusCodes.Status200OK, TermsView.Of(terms, disclosure, language), HttpJson.Default.TermsView) { Language = Negotiation.TagOf(language) };
    }
}

/// <summary>The terms for programs.</summary>
internal sealed record TermsView(string ProgrammeId, int Revision, string Language, string Title, IReadOnlyList<TermsSectionView> Sections)
{
    public static TermsView Of(ProgrammeRevision terms, Disclosure disclosure, Language language) => new(
        terms.ProgrammeId, terms.Number, Negotiation.TagOf(language), language.Of(disclosure.Title),
        [.. disclosure.Sections.Select(section => new TermsSectionView(section.Id, language.Of(section.Title), [.. section.Items.Select(item => language.Of(item))]))]);
}

internal sealed record TermsSectionView(string Id, string Title, IReadOnlyList<string> Items);
