using Points.Cosmos.Exporting;
using Points.Functions.Exporting;

namespace Points.Local.Tests.Exporting;

/// <summary>The page of an export has a word in both languages for everything that it shows.</summary>
public sealed class ExportWordsTests
{
    [Fact]
    public void Every_exported_field_has_a_word()
    {
        var missing = ExportedFields
            .All.Values.SelectMany(it => it.Shown.Values)
            .Where(name => ExportWords.FindField(name) is null)
            .Distinct(StringComparer.Ordinal);

        Assert.True(!missing.Any(), $"no word for {string.Join(", ", missing)}");
    }

    [Fact]
    public void Every_list_has_a_title()
    {
        foreach (var (name, _) in ExportedLists.OfProgrammes.Concat(ExportedLists.OfTheMember))
            Assert.NotEmpty(ExportWords.OfList(name).Zh);
    }
}
