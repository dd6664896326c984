using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>The terms name the programme's other revisions, and say from when each applies (law L1).</summary>
public sealed class TermsRevisionsTests : RevisionHost
{
    [Fact]
    public async Task Members_find_earlier_and_announced_revisions_with_their_days()
    {
        Assert.Equal((null, "[]"), Read(await Terms("?lang=en")));

        await Publish(it => it["rewards"]![0]!["price"]!["points"] = 190, "2027-03-01");
        await Publish(it => it["rewards"]![0]!["price"]!["points"] = 180, "2027-03-20");

        Assert.Equal(
            (
                "2027-03-01",
                """[{"revision":3,"standing":"takes effect on 20 March 2027"""
                    + """ at the earliest","effectiveOn":"2027-03-20"},"""
                    + """{"revision":1,"standing":"no longer in force"}]"""
            ),
            Read(await Terms("?lang=en"))
        );
        Assert.Equal(
            (
                "2027-03-20",
                """[{"revision":2,"standing":"in force since 1 March 2027","effectiveOn":"2027-03-01"},"""
                    + """{"revision":1,"standing":"no longer in force"}]"""
            ),
            Read(await Terms("?lang=en&revision=3"))
        );

        await Api.SetClock("2027-03-20T00:00:00+08:00");
        Assert.Equal(
            (
                "2027-03-20",
                """[{"revision":2,"standing":"2027年3月1日起曾生效，现已不再生效","effectiveOn":"2027-03-01"},"""
                    + """{"revision":1,"standing":"已不再生效"}]"""
            ),
            Read(await Terms("?lang=zh"))
        );
        Assert.Equal("已不再生效", (await Terms("?lang=zh&revision=1")).Text("standing"));
    }

    [Fact]
    public async Task A_draft_is_not_named()
    {
        var document = await Document("fast-food");
        document["rewards"]![0]!["price"]!["points"] = 150;
        (await Submit("fast-food", document)).Expect(HttpStatusCode.Created);

        Assert.Equal((null, "[]"), Read(await Terms("")));
        (await Api.Send(HttpMethod.Get, "/api/programmes/fast-food/terms?revision=2", null)).ExpectProblem(
            HttpStatusCode.NotFound,
            "not-found"
        );
    }

    private async Task Publish(Action<JsonObject> change, string effectiveOn)
    {
        var document = await Document("fast-food");
        change(document);
        var number = (await Submit("fast-food", document)).Expect(HttpStatusCode.Created).Number("revision");
        var announced = await Announce("fast-food", number, effectiveOn);
        Assert.True(announced.Status is HttpStatusCode.OK or HttpStatusCode.Accepted, announced.Raw);
    }

    private async Task<Reply> Terms(string query) =>
        (await Api.Send(HttpMethod.Get, $"/api/programmes/fast-food/terms{query}", null)).Expect(HttpStatusCode.OK);

    private static (string? EffectiveOn, string OtherRevisions) Read(Reply terms) =>
        (terms.Body["effectiveOn"]?.GetValue<string>(), Unescaped(terms.Body["otherRevisions"]!));

    private static string Unescaped(JsonNode json) =>
        json.ToJsonString(new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
