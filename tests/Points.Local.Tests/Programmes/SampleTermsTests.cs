using System.Text.RegularExpressions;
using Points.Domain.Programmes.Disclosing;
using Points.Domain.Programmes.Documents;

namespace Points.Local.Tests.Programmes;

/// <summary>The terms of the samples read as Chinese and as English, without words of the document between.</summary>
public sealed partial class SampleTermsTests
{
    /// <summary>What Chinese terms have in Latin letters: companies, permits, addresses, grades, time zones.</summary>
    private static readonly string[] SectionsWithLatinNames = ["issuer", "contact"];

    [Theory]
    [MemberData(nameof(SchemaTests.Samples), MemberType = typeof(SchemaTests))]
    public async Task No_id_of_the_document_stands_in_the_Chinese_text(string programmeId)
    {
        var words = (await Read(programmeId))
            .Sections.Where(section => !SectionsWithLatinNames.Contains(section.Id, StringComparer.Ordinal))
            .SelectMany(section => section.Items)
            .SelectMany(item => LatinWords().Matches(item.Zh).Select(word => word.Value));

        Assert.Equal([], words.Where(word => word is not ("A" or "B" or "C" or "D")));
    }

    [Theory]
    [MemberData(nameof(SchemaTests.Samples), MemberType = typeof(SchemaTests))]
    public async Task No_sentence_has_an_odd_plural_or_a_number_of_nothing(string programmeId) =>
        Assert.All(
            (await Read(programmeId)).Sections.SelectMany(section => section.Items),
            item =>
                Assert.DoesNotMatch(
                    @"\b1 (points|days|months|times|hours|purchases)\b|\b0 (points|purchases)\b",
                    item.En
                )
        );

    [Theory]
    [MemberData(nameof(SchemaTests.Samples), MemberType = typeof(SchemaTests))]
    public async Task Members_are_told_how_to_reach_the_issuer(string programmeId) =>
        Assert.Contains((await Read(programmeId)).Sections, section => section.Id == "contact");

    private static async Task<Disclosure> Read(string programmeId)
    {
        var read = ProgrammeDocumentReader.Read(
            await File.ReadAllBytesAsync(
                Path.Combine(AppContext.BaseDirectory, "Programmes", $"{programmeId}.json"),
                TestContext.Current.CancellationToken
            ),
            1,
            DateTimeOffset.UnixEpoch
        );
        Assert.True(read.TryGetValue(out var terms), read.Errors.ToString());
        return Disclosure.Create(terms);
    }

    [GeneratedRegex("[A-Za-z][A-Za-z-]*", RegexOptions.None, matchTimeoutMilliseconds: 1_000)]
    private static partial Regex LatinWords();
}
