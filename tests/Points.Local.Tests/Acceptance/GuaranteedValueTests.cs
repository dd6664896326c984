using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Green points keep their value (价值保障): what they buy never gets worse, with or without notice.
/// </summary>
public sealed class GuaranteedValueTests : RevisionHost
{
    [Fact]
    public async Task What_would_make_a_reward_dearer_is_refused()
    {
        var document = await Document("green");
        document["rewards"]![0]!["price"]!["bounds"]!["highest"] = 400;

        (await Submit("green", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "rewards[0].price"
        );
    }

    [Theory]
    [InlineData("""{ "from": "2024-01-01", "ageAtLeast": 99 }""")]
    [InlineData("""{ "to": "2099-12-31", "groups": ["insiders"] }""")]
    public async Task A_date_that_is_over_hides_nothing(string eligible)
    {
        foreach (var clock in new[] { "2027-03-01T12:00:00+08:00", "2029-04-10T12:00:00+08:00" })
        {
            await Api.SetClock(clock);
            var document = await Document("green");
            document["rewards"]![0]!["eligible"] = JsonNode.Parse(eligible);

            (await Submit("green", document)).ExpectProblem(
                HttpStatusCode.UnprocessableEntity,
                "terms-not-allowed",
                "rewards[0].price"
            );
        }
    }

    [Fact]
    public async Task The_promise_stays()
    {
        var document = await Document("green");
        document["valueGuaranteed"] = false;

        (await Submit("green", document)).ExpectProblem(
            HttpStatusCode.UnprocessableEntity,
            "terms-not-allowed",
            "valueGuaranteed"
        );
    }

    [Fact]
    public async Task A_change_that_members_lose_by_carries_a_case_as_an_example()
    {
        var document = await Document("fast-food");
        document["rewards"]![0]!["eligible"] = JsonNode.Parse("""{ "groups": [] }""");
        (await Submit("fast-food", document)).Expect(HttpStatusCode.Created);
        document["rewards"]![0]!["eligible"]!["groups"]!.AsArray().Add("insiders");

        var draft = (await Submit("fast-food", document)).Expect(HttpStatusCode.Created);

        Assert.True(draft.Body["needsNotice"]!.GetValue<bool>());
        Assert.Equal(
            "A member can get Meal today and could not",
            draft.Body["changes"]![0]!["example"]!.GetValue<string>()
        );
    }
}
