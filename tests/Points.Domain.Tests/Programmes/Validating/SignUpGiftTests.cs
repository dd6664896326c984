using System.Text.Json;

namespace Points.Domain.Tests.Programmes.Validating;

/// <summary>Gifts for joining are small, and a bank's points follow spending (law L11).</summary>
public sealed class SignUpGiftTests
{
    private const string OnceEver = """{ "times": 1, "per": "ever" }""";

    [Fact]
    public void An_action_must_say_what_it_is() =>
        Assert.Equal(
            ["actions[0].kind"],
            PathsOf("""{ "action": "share", "points": 20, "limit": { "times": 3, "per": "month" } }""")
        );

    [Theory]
    [InlineData("birthday")]
    [InlineData("pet-birthday")]
    [InlineData("sign-up")]
    public void Where_its_day_says_what_it_is_an_action_need_not(string on) =>
        Assert.Empty(
            PathsOf($$"""{ "action": "gift", "points": 20, "limit": { "times": 1, "per": "ever" }, "on": "{{on}}" }""")
        );

    [Fact]
    public void An_unknown_kind_is_refused_with_the_list_of_kinds() =>
        Assert.Equal(
            "must be one of sign-up, birthday, pet-birthday, check-in, visit, share, review, survey, event, green-deed",
            CompleteDocument.Read(CompleteDocument.WithChange("actions[0].kind", "\"newcomer\"")).Errors.ByPath[
                "actions[0].kind"
            ]
        );

    [Theory]
    [InlineData("newcomer", "礼", "Gift")]
    [InlineData("New_Comer", "礼", "Gift")]
    [InlineData("newcomers-gift", "礼", "Gift")]
    [InlineData("signUp", "礼", "Gift")]
    [InlineData("gift", "新人礼", "Gift")]
    [InlineData("gift", "新 会 员 礼", "Gift")]
    [InlineData("gift", "註冊有禮", "Gift")]
    [InlineData("gift", "开卡礼", "Gift")]
    [InlineData("gift", "入会好礼", "Gift")]
    [InlineData("gift", "首次绑定", "Gift")]
    [InlineData("gift", "礼", "Welcome!")]
    [InlineData("gift", "礼", "Wel\u200bcome gift")]
    [InlineData("gift", "礼", "First-time gift")]
    [InlineData("gift", "礼", "Registration bonus")]
    [InlineData("gift", "礼", "For new members")]
    [InlineData("join", "礼", "Gift")]
    public void A_gift_for_joining_is_recognised_whatever_kind_it_states(string action, string zh, string en) =>
        Assert.Equal(
            ["actions[0].points", "actions[0].limit"],
            PathsOf(Action(action, zh, en, "event", 1_000_000, """{ "times": 2, "per": "year" }"""))
        );

    [Theory]
    [InlineData("beach", "加入植树活动", "Join the beach clean-up")]
    [InlineData("spring", "迎新春活动", "New Year fair")]
    [InlineData("outing", "召开户外活动", "Outing")]
    [InlineData("check-in", "每日签到", "Daily check-in")]
    [InlineData("review", "晒单评价", "Write a review")]
    public void Other_actions_may_give_more(string action, string zh, string en) =>
        Assert.Empty(PathsOf(Action(action, zh, en, "event", 500, """{ "times": 2, "per": "year" }""")));

    [Fact]
    public void Sign_up_gifts_are_small_together() =>
        Assert.Equal(
            ["actions[1].points"],
            PathsOf(
                Action("sign-up", "注册", "Sign-up", "sign-up", 60, OnceEver),
                Action("welcome", "欢迎", "Welcome", "event", 60, OnceEver)
            )
        );

    [Fact]
    public void A_bank_gives_one_sign_up_gift_and_nothing_else_but_for_spending() =>
        Assert.Equal(
            ["actions[1]", "actions[2]", "grants[0]"],
            PathsOf(
                isBank: true,
                Action("sign-up", "注册", "Sign-up", "sign-up", 50, OnceEver),
                Action("card", "开卡礼", "Card", "sign-up", 50, OnceEver),
                Action("survey", "问卷", "Survey", "survey", 10, OnceEver)
            )
        );

    [Theory]
    [InlineData("birthday", null)]
    [InlineData("birthday", "pet-birthday")]
    [InlineData("pet-birthday", "birthday")]
    public void A_birthday_gift_is_given_on_that_birthday(string kind, string? on) =>
        Assert.Contains(
            "actions[0].on",
            CompleteDocument
                .Read(
                    CompleteDocument.WithChange(
                        "actions[0]",
                        JsonSerializer.Serialize(
                            new
                            {
                                action = "gift",
                                kind,
                                on,
                                points = 20,
                                limit = new { times = 1, per = "year" },
                            }
                        )
                    )
                )
                .Errors.ByPath
        );

    private static string Action(string action, string zh, string en, string kind, long points, string limit) =>
        $$"""
            {
              "action": "{{action}}", "name": { "zh": "{{zh}}", "en": "{{en}}" }, "kind": "{{kind}}",
              "points": {{points}}, "limit": {{limit}}
            }
            """;

    private static string[] PathsOf(params string[] actions) => PathsOf(isBank: false, actions);

    private static string[] PathsOf(bool isBank, params string[] actions)
    {
        var document = CompleteDocument.WithChange("actions", $"[{string.Join(",", actions)}]");
        if (isBank)
            document = CompleteDocument.Change(document, "issuer.kind", "\"bank\"");
        return [.. LegalChecksTests.ViolationsOf(document).Select(violation => violation.Path)];
    }
}
