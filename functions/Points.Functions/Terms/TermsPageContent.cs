using System.Collections.Immutable;
using Points.Domain;
using Points.Domain.Programmes.Disclosing;

namespace Points.Functions.Terms;

/// <summary>What the page of a programme's terms shows, in one language.</summary>
public sealed class TermsPageContent(PublicTerms terms, Disclosure disclosure, Language language)
{
    public Language Language => language;

    /// <summary>The language as HTML names it.</summary>
    public string HtmlLanguage => TagOf(language);

    public string Title => TextOf(disclosure.Title);

    /// <summary>The number of the revision, whether it is in force, and from when.</summary>
    public string Revision
    {
        get
        {
            var standing = terms.Standing ?? RevisionStatusText.InForce(terms.EffectiveOn);
            return TextOf(
                new BilingualName($"第{terms.Number}版，{standing.Zh}", $"Revision {terms.Number}, {standing.En}")
            );
        }
    }

    public ImmutableArray<DisclosureSection> Sections => disclosure.Sections;

    public IReadOnlyList<ListedRevision> OtherRevisions => terms.OtherRevisions;

    /// <summary>The same terms in the other language, and its name in that language.</summary>
    public (string Address, string Language, string Name) Translation =>
        language == Language.Chinese
            ? (AddressOf(terms.Number, Language.English), TagOf(Language.English), "English")
            : (AddressOf(terms.Number, Language.Chinese), TagOf(Language.Chinese), "中文");

    public string OtherRevisionsTitle => TextOf(new BilingualName("其他版本", "Other revisions"));

    public string SectionsTitle => TextOf(new BilingualName("目录", "Contents"));

    public string TextOf(BilingualName text) => language.TextOf(text);

    public string TextOf(ListedRevision revision) =>
        TextOf(
            new BilingualName(
                $"第{revision.Number}版：{revision.Standing.Zh}",
                $"Revision {revision.Number}: {revision.Standing.En}"
            )
        );

    /// <summary>The address of a revision of this programme, relative to the page's own.</summary>
    public string AddressOf(int revision) => AddressOf(revision, language);

    private static string AddressOf(int revision, Language language) =>
        FormattableString.Invariant($"?revision={revision}&lang={ContentNegotiation.TagOf(language)}");

    private static string TagOf(Language language) => language == Language.Chinese ? "zh-CN" : "en";
}
