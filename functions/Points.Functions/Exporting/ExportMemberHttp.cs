using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;
using Points.Cosmos.Exporting;
using Points.Domain;
using Points.Domain.Actors;
using Points.Domain.Programmes.Revisions;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;
using Points.Functions.Terms;

namespace Points.Functions.Exporting;

/// <summary>Gives members everything that is kept of them.</summary>
[ApiTag(ApiTags.Members)]
public sealed class ExportMemberHttp(
    CosmosMemberExports exports,
    IProgrammes programmes,
    HttpPipeline pipeline,
    ILogger<ExportMemberHttp> log
)
{
    /// <summary>
    /// Exports everything that is kept of a member, as one document. Programs get JSON, browsers a page. The document
    /// is written while it is read: only with its last field, <c>complete</c>, all of it has arrived.
    /// </summary>
    [Function("ExportMember")]
    [Callers(Roles.Member | Roles.Operator)]
    [QueryParameter(
        "lang",
        "The language of the page: `zh` or `en`. Without it, Accept-Language decides, then the member's `locale`.",
        Pattern = "^(zh|en)(-[A-Za-z0-9-]+)?$"
    )]
    [HeaderParameter("Accept-Language", "The language of the page.")]
    [Response(StatusCodes.Status200OK, typeof(MemberExportView))]
    [Response(
        StatusCodes.Status200OK,
        MediaType = "text/html",
        Description = "Everything that is kept of the member: JSON for programs, a page for browsers."
    )]
    [ProblemResponses("not-found")]
    public Task<IResult> Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members/{memberId}/export")]
            HttpRequest http,
        string memberId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.ToChange(memberId),
            handle: async caller =>
            {
                if (PathIdValidation.FindProblem(memberId) is { } problem)
                    return problem;
                if (ContentNegotiation.ChooseLanguage(http) is not { } preferred)
                    return Problems.Invalid("lang", "must be zh or en");
                if (await exports.Find(memberId, ct) is not { } export)
                    return Problems.NotFound("member");
                var by = caller.ToRequester(memberId);
                if (by.Role.IsStaff())
                    await exports.Record(export, by, pipeline.Now, ct);
                if (!ContentNegotiation.WantsPage(http))
                    return new ExportJsonResponse(export, pipeline.Now, log);
                var language = LanguageOf(http, export) ?? preferred;
                var names = await ListNames(export, ct);
                return new ExportPageResponse(await ExportPageContent.Read(export, names, language, pipeline.Now, ct));
            }
        );

    /// <summary>The names of the programmes that have terms in force.</summary>
    private async Task<IReadOnlyDictionary<string, BilingualName>> ListNames(MemberExport export, CancellationToken ct)
    {
        var names = new Dictionary<string, BilingualName>(StringComparer.Ordinal);
        foreach (var programmeId in export.Programmes.Select(it => it.ProgrammeId))
            if ((await programmes.Find(programmeId, ct))?.TermsAt(pipeline.Now)?.Name is { } name)
                names[programmeId] = name;
        return names;
    }

    /// <returns>The member's own language; null if the request names one, or the profile does not.</returns>
    private static Language? LanguageOf(HttpRequest http, MemberExport export) =>
        http.Query.ContainsKey("lang") || ContentNegotiation.RequestedLanguage(http) is not null ? null
        : export.Profile["locale"] is not { } locale ? null
        : BilingualName.LanguageOf(locale.ToString()) == "en" ? Language.English
        : Language.Chinese;
}
