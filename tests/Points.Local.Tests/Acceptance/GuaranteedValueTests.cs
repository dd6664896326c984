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
