using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;
using Points.Functions.OpenApi;

namespace Points.Functions.Terms;

/// <summary>The terms as JSON.</summary>
/// <param name="Standing">Why these terms are not in force; absent if they are.</param>
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
