using System.Reflection;
using System.Text.Json;
using Points.Cosmos.Documents;
using Points.Cosmos.Persons;

namespace Points.Cosmos.Tests.Persons;

/// <summary>No kind of document is stored of which it is not said whether it concerns a person.</summary>
public sealed class StoredKindsTests
{
    [Fact]
    public void Every_stored_document_is_in_the_table()
    {
        var missing = StoredDocuments().Except(StoredKinds.All.Select(it => it.Document)).Select(it => it.Name);

        Assert.True(!missing.Any(), $"say in StoredKinds whether they concern a person: {string.Join(", ", missing)}");
    }

    [Fact]
    public void A_kind_is_in_the_table_once_for_each_container() =>
        Assert.Equal(StoredKinds.All.Count, StoredKinds.All.Select(it => (it.Container, it.Type)).Distinct().Count());

    [Fact]
    public void A_kind_has_the_type_that_its_record_writes()
    {
        foreach (var kind in StoredKinds.All)
            Assert.Contains(kind.Type, TypesOf(kind.Document));
    }

    [Fact]
    public void The_properties_by_which_a_person_is_found_are_stored_and_indexed()
    {
        foreach (var kind in StoredKinds.All)
        {
            if (kind.Link.HasFlag(PersonLink.OwnPartition))
                Assert.NotNull(kind.Document.GetProperty("MemberId"));
            foreach (var link in (PersonLink[])[PersonLink.LedgerKey, PersonLink.MemberId])
                if (kind.Link.HasFlag(link))
                {
                    Assert.NotNull(kind.Document.GetProperty($"{link}"));
                    Assert.Contains(PathOf(link), IndexedPaths(kind.Container));
                }
        }
    }

    /// <summary>Documents have an id and a type; what they contain has not both.</summary>
    private static IEnumerable<Type> StoredDocuments() =>
        typeof(DocumentJson)
            .Assembly.GetTypes()
            .Where(it => it.Namespace == typeof(DocumentJson).Namespace)
            .Where(it => it.GetProperty("Id")?.PropertyType == typeof(string))
            .Where(it => it.GetProperty("Type")?.PropertyType == typeof(string));

    private static IEnumerable<string> TypesOf(Type document) =>
        document
            .GetFields(BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Static)
            .Where(it => it.IsLiteral && it.FieldType == typeof(string))
            .Select(it => (string)it.GetRawConstantValue()!);

    private static string PathOf(PersonLink link) => $"/{JsonNamingPolicy.CamelCase.ConvertName($"{link}")}/?";

    private static string[] IndexedPaths(string container)
    {
        using var layout = JsonDocument.Parse(
            typeof(CosmosContainers).Assembly.GetManifestResourceStream("cosmos-containers.json")!
        );
        return layout
            .RootElement.GetProperty("containers")
            .EnumerateArray()
            .Single(it => it.GetProperty("name").GetString() == container)
            .GetProperty("indexingPolicy")
            .GetProperty("includedPaths")
            .EnumerateArray()
            .Select(it => it.GetProperty("path").GetString()!)
            .ToArray();
    }
}
