using System.Collections.Immutable;
using Points.Domain;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Disclosing;

namespace Points.Functions.Terms;

/// <summary>What the page of a programme's terms shows, in one language.</summary>
/// <param name="standing">Why the terms are not in force; null if they are.</param>
public sealed class TermsPageContent(
    ProgrammeTerms terms,
    Disclosure disclosure,
    BilingualName? standing,
    Language language
)
{
    public Language Language => language;

    /// <summary>The language as HTML names it.</summary>
    public string HtmlLanguage => language == Language.Chinese ? "zh-CN" : "en";

    public string Title => TextOf(disclosure.Title);

    /// <summary>The number of the revision, and whether it is in force.</summary>
    public string Revision =>
        TextOf(
            standing is null
                ? new($"第{terms.Number}版规则", $"Revision {terms.Number}")
                : new($"第{terms.Number}版规则（{standing.Zh}）", $"Revision {terms.Number}, {standing.En}")
        );

    public ImmutableArray<DisclosureSection> Sections => disclosure.Sections;

    public string TextOf(BilingualName text) => language.TextOf(text);
}
