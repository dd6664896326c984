using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// A change that disadvantages members, or can give them more points, is announced when a second operator approves it.
/// </summary>
public sealed class AnnouncementApprovalTests : RevisionHost
{
    private const string Programme = "fruit-shop";

    [Fact]
    public async Task Nobody_is_told_of_a_change_before_a_second_operator_approves_it()
    {
        var member = await Api.EnrolNewMember(Programme);
        await SubmitChange(it => it["validity"]!["months"] = 12);

        var asked = (await AskToAnnounce(2, "2027-06-01")).Expect(HttpStatusCode.Accepted);

        Assert.Equal(("announcement", "waiting"), (asked.Text("kind"), asked.Text("status")));
        await Api.RunJob("ChangeNotices");
        Assert.Empty(await Inbox(member));
        Assert.Equal("draft", (await Revision(Programme, 2)).Text("status"));
        (await Api.Decide(asked.Text("approvalId"), "approve", "mine", await Api.OperatorToken())).ExpectProblem(
            HttpStatusCode.Forbidden,
            "own-request"
        );

        Assert.Equal("announced", (string?)(await Api.Approve(asked))["status"]);
        await Api.RunJob("ChangeNotices");
        Assert.Equal("change", (string?)Assert.Single(await Inbox(member))!["kind"]);
    }

    [Fact]
    public async Task Given_a_day_that_is_too_early_by_then_When_approved_Then_the_first_lawful_day_takes_its_place()
    {
        await SubmitChange(it => it["validity"]!["months"] = 12);
        var asked = await AskToAnnounce(2, "2027-04-01");
        await Api.SetClock("2027-03-06T12:00:00+08:00");

        var announced = await Api.Approve(asked);

        Assert.Equal("2027-04-06", (string?)announced["effectiveOn"]);
    }

    [Theory]
    [InlineData("earning.base[0].pointsPerYuan", "2")]
    [InlineData("rewards[0].price.points", "1")]
    [InlineData("budget", """{ "capPoints": 900000000, "period": "month" }""")]
    [InlineData("settlement.fenPer100Points", "101")]
    public async Task A_change_that_can_give_more_waits_for_approval(string path, string value)
    {
        await SubmitChange(it => Set(it, path, value));

        (await AskToAnnounce(2, "2027-03-01")).Expect(HttpStatusCode.Accepted);

        Assert.Equal("draft", (await Revision(Programme, 2)).Text("status"));
    }

    [Fact]
    public async Task A_change_of_names_needs_one_operator()
    {
        await SubmitChange(it => it["name"]!["en"] = "Fruit and more");

        Assert.Equal("active", (await AskToAnnounce(2, "2027-03-01")).Expect(HttpStatusCode.OK).Text("status"));
    }

    [Fact]
    public async Task What_could_not_be_announced_is_refused_and_waits_for_nobody()
    {
        await SubmitChange(it => it["validity"]!["months"] = 12);

        (await AskToAnnounce(2, "2027-03-20")).ExpectProblem(HttpStatusCode.UnprocessableEntity, "notice-period");

        Assert.DoesNotContain(
            "announcement",
            (await Api.Send(HttpMethod.Get, "/api/approvals", await Api.OperatorToken())).Raw,
            StringComparison.Ordinal
        );
    }

    private async Task SubmitChange(Action<JsonObject> change)
    {
        var document = await Document(Programme);
        change(document);
        (await Submit(Programme, document)).Expect(HttpStatusCode.Created);
    }

    private async Task<Reply> AskToAnnounce(long number, string effectiveOn) =>
        await Api.Send(
            HttpMethod.Post,
            $"/api/programmes/{Programme}/revisions/{number}/announce",
            await Api.OperatorToken(),
            new JsonObject { ["effectiveOn"] = effectiveOn }
        );

    private async Task<JsonArray> Inbox(string memberId) =>
        (await Api.Send(HttpMethod.Get, $"/local/inbox?memberId={memberId}", null)).Body["items"]!.AsArray();

    private static void Set(JsonObject document, string path, string value)
    {
        JsonNode node = document;
        var steps = path.Replace("[0]", ".0", StringComparison.Ordinal).Split('.');
        foreach (var step in steps[..^1])
            node = step == "0" ? node[0]! : node[step]!;
        node[steps[^1]] = JsonNode.Parse(value);
    }
}
