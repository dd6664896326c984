using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using Points.Domain.Comparing;
using Points.Domain.Programmes;
using Points.Domain.Programmes.Changes;
using Points.Domain.Tests.Programmes;
using Points.Domain.Tests.RevisionProof;

namespace Points.Domain.Tests.Comparing;

/// <summary>Compares two revisions of a supermarket with forty merchants, each made from the sample by edits.</summary>
internal static class RevisedSupermarket
{
    public const int Merchants = 40;

    public static readonly DateTimeOffset Now = At("2026-11-29T12:00:00+08:00");

    public static DateTimeOffset At(string instant) => DateTimeOffset.Parse(instant, CultureInfo.InvariantCulture);

    /// <summary>
    /// The sample with some parts replaced. A part is named by its path, such as <c>earning.caps</c>.
    /// </summary>
    public static JsonObject Document(params (string Path, string Json)[] parts)
    {
        var document = ProofDocuments.Sample("supermarket").AsObject();
        document["programmeId"] = "market";
        document["rewards"]![0]!["price"]!.AsObject().Remove("windows");
        for (var number = 0; number < Merchants; number++)
            document["merchants"]!
                .AsArray()
                .Add(
                    JsonNode.Parse(
                        $$"""{ "merchantId": "m{{number}}", "name": { "zh": "店", "en": "Shop" }, "issues": true }"""
                    )
                );
        foreach (var (path, json) in parts)
            Set(document, path, json);
        return document;
    }

    /// <summary>Adds a coupon at the supermarket.</summary>
    /// <param name="more">Further members of the reward, such as <c>"stock": 100</c>.</param>
    public static void AddCoupon(JsonObject document, int worthFen, int minimumFen, int points, string more = "") =>
        document["rewards"]!
            .AsArray()
            .Add(
                JsonNode.Parse(
                    $$"""
                    {
                      "rewardId": "coupon", "kind": "coupon", "name": { "zh": "券", "en": "Coupon" },
                      "merchantId": "supermarket", "worthFen": {{worthFen}}, "minimumBillFen": {{minimumFen}},
                      "price": { "points": {{points}} }{{(more.Length > 0 ? ", " + more : "")}}
                    }
                    """
                )
            );

    public static IReadOnlyList<DocumentChange> Compare(JsonObject before, JsonObject after, DateTimeOffset? now = null)
    {
        Read(before);
        Read(after);
        return RevisionComparison.Compare(
            JsonSerializer.SerializeToElement(before),
            JsonSerializer.SerializeToElement(after),
            now ?? Now
        );
    }

    public static DocumentChange AssertAdverse(JsonObject before, JsonObject after, DateTimeOffset? now = null)
    {
        var adverse = Compare(before, after, now).FirstOrDefault(it => it.Effect == Effect.Adverse);
        Assert.NotNull(adverse);
        Assert.NotNull(adverse.Example);
        Assert.DoesNotContain('{', adverse.Example);
        Assert.DoesNotContain('[', adverse.Example);
        return adverse;
    }

    public static void AssertNotAdverse(JsonObject before, JsonObject after, DateTimeOffset? now = null) =>
        Assert.DoesNotContain(Compare(before, after, now), it => it.Effect == Effect.Adverse);

    public static ProgrammeTerms Read(JsonObject document)
    {
        var read = CompleteDocument.Read(JsonSerializer.SerializeToElement(document));
        Assert.True(read.TryGetValue(out var terms), document.ToJsonString());
        return terms;
    }

    public static void Set(JsonObject document, string path, string json)
    {
        var steps = path.Split('.');
        JsonNode parent = document;
        foreach (var step in steps[..^1])
            parent = int.TryParse(step, CultureInfo.InvariantCulture, out var at)
                ? parent[at]!
                : parent[step] ??= new JsonObject();
        parent[steps[^1]] = JsonNode.Parse(json);
    }
}
