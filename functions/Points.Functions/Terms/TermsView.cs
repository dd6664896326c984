using Points.Domain.Programmes.Disclosing;
using Points.Functions.OpenApi;

namespace Points.Functions.Terms;

/// <summary>The terms as JSON.</summary>
/// <param name="Standing">Why these terms are not in force; absent if they are.</param>
/// <param name="EffectiveOn">
/// The day from which they are, were or will be in force; absent if they were in force from the beginning.
/// </param>
/// <param name="OtherRevisions">The programme's other revisions that are or were announced, newest first.</param>
internal sealed record TermsView(
    string ProgrammeId,
    int Revision,
    string? Standing,
    [OneOf("zh", "en")] string Language,
    string Title,
    IReadOnlyList<TermsSectionView> Sections,
    DateOnly? EffectiveOn,
    IReadOnlyList<OtherRevisionView> OtherRevisions
)
{
    public static TermsView From(PublicTerms terms, Disclosure disclosure, Language language) =>
        new(
            terms.Terms.ProgrammeId,
            terms.Number,
            terms.Standing is { } standing ? language.TextOf(standing) : null,
            ContentNegotiation.TagOf(language),
            language.TextOf(disclosure.Title),
            [.. disclosure.Sections.Select(section => TermsSectionView.From(section, language))],
            terms.EffectiveOn,
            [
                .. terms.OtherRevisions.Select(it => new OtherRevisionView(
                    it.Number,
                    language.TextOf(it.Standing),
                    it.EffectiveOn
                )),
            ]
        );
}

/// <param name="Items">The whole section, in sentences.</param>
/// <param name="Table">The first items as a table, one row for each; absent if there is none.</param>
internal sealed record TermsSectionView(string Id, string Title, IReadOnlyList<string> Items, TermsTableView? Table)
{
    public static TermsSectionView From(DisclosureSection section, Language language) =>
        new(
            section.Id,
            language.TextOf(section.Title),
            [.. section.Items.Select(it => language.TextOf(it))],
            section.Table is { } table ? TermsTableView.From(table, language) : null
        );
}

/// <param name="Rows">Each has one cell for each column; a cell is a list of lines.</param>
internal sealed record TermsTableView(
    string Caption,
    IReadOnlyList<string> Columns,
    IReadOnlyList<IReadOnlyList<IReadOnlyList<string>>> Rows
)
{
    public static TermsTableView From(DisclosureTable table, Language language) =>
        new(
            language.TextOf(table.Caption),
            [.. table.Columns.Select(it => language.TextOf(it))],
            [
                .. table.Rows.Select(row =>
                    (IReadOnlyList<IReadOnlyList<string>>)
                        [
                            .. row.Cells.Select(cell =>
                                (IReadOnlyList<string>)[.. cell.Select(it => language.TextOf(it))]
                            ),
                        ]
                ),
            ]
        );
}

/// <param name="Standing">Whether it is in force, and if not why.</param>
internal sealed record OtherRevisionView(int Revision, string Standing, DateOnly? EffectiveOn);
