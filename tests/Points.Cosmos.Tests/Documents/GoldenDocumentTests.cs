using System.Text.Json.Nodes;

namespace Points.Cosmos.Tests.Documents;

/// <summary>
/// The files in <c>golden</c> are documents as this version writes them, and as an invented next version would. They
/// are never regenerated: documents that are stored must stay readable.
/// </summary>
public sealed class GoldenDocumentTests
{
    public static TheoryData<string> Names => GoldenDocument.Names;

    public static TheoryData<string, string> Members =>
        [
            .. GoldenDocument.All.SelectMany(it =>
                Remove(JsonNode.Parse(it.Load("today"))!).Select(removed => (it.Name, removed.Member))
            ),
        ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_of_today_is_rewritten_as_it_was(string name) => ExpectRewrittenAsItWas(name, "today");

    [Theory]
    [MemberData(nameof(Names))]
    public void A_document_of_the_next_version_keeps_every_member_when_it_is_rewritten(string name) =>
        ExpectRewrittenAsItWas(name, "next");

    [Theory]
    [MemberData(nameof(Members))]
    public void A_document_that_lacks_a_member_is_read_and_rewritten(string name, string member)
    {
        var golden = GoldenDocument.Of(name);
        var (_, json) = Remove(JsonNode.Parse(golden.Load("today"))!).Single(it => it.Member == member);

        var rewritten = JsonNode.Parse(golden.Rewrite(json))!.AsObject();

        // Lists that are missing are empty from then on.
        Assert.True(member != "/tellings" || rewritten["tellings"] is JsonObject { Count: 0 });
    }

    /// <summary>A copy of a document without one member, for each member at any depth.</summary>
    private static IEnumerable<(string Member, byte[] Json)> Remove(JsonNode document) =>
        Paths(document, []).Select(path => (string.Concat(path.Select(it => $"/{it}")), Without(document, path)));

    private static IEnumerable<object[]> Paths(JsonNode? node, object[] parent) =>
        node switch
        {
            JsonObject it => it.Where(member => !member.Key.StartsWith('_'))
                .SelectMany(member =>
                    (object[][])
                        [
                            [.. parent, member.Key],
                            .. Paths(member.Value, [.. parent, member.Key]),
                        ]
                ),
            JsonArray it => it.SelectMany((element, i) => Paths(element, [.. parent, i])),
            _ => [],
        };

    private static byte[] Without(JsonNode document, object[] path)
    {
        var copy = document.DeepClone();
        var parent = path[..^1].Aggregate(copy, (node, step) => step is int i ? node[i]! : node[(string)step]!);
        parent.AsObject().Remove((string)path[^1]);
        return System.Text.Encoding.UTF8.GetBytes(copy.ToJsonString());
    }

    private static void ExpectRewrittenAsItWas(string name, string version)
    {
        var golden = GoldenDocument.Of(name);
        var expected = JsonNode.Parse(golden.Load(version))!.AsObject();
        foreach (var member in expected.Select(it => it.Key).Where(it => it.StartsWith('_')).ToArray())
            expected.Remove(member);

        var rewritten = JsonNode.Parse(golden.Rewrite(golden.Load(version)))!;

        Assert.True(JsonNode.DeepEquals(expected, rewritten), $"expected {expected}\nwritten {rewritten}");
    }
}
