using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Operators find members by what is kept of them, exactly.</summary>
public sealed class FindMembersTests(MembersHost host) : IClassFixture<MembersHost>
{
    private static int _number = Random.Shared.Next(90_000_000);

    private readonly string _digits = $"138{Interlocked.Increment(ref _number):00000000}";

    private Api Api => host.Api;

    [Fact]
    public async Task A_member_is_found_however_the_address_is_written()
    {
        var memberId = await Enrol(
            ("phone", _digits),
            ("email", $"Ming.{_digits}@Example.cn"),
            ("externalId", $"客{_digits}")
        );

        foreach (
            var query in new[]
            {
                $"phone={_digits}",
                $"phone=%2B86{_digits}",
                $"phone=+86{_digits}",
                $"phone=%2B86%20{_digits[..3]}-{_digits[3..]}",
                $"email=MING.{_digits}@example.cn",
                $"externalId={Uri.EscapeDataString($"客{_digits}")}",
            }
        )
            Assert.Equal([memberId], await Find(query));
        Assert.Empty(await Find($"externalId={_digits}"));
        Assert.Empty(await Find("phone=13911112222"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("name=Ming")]
    [InlineData("phone=13800138000&email=a@b.cn")]
    [InlineData("phone=138")]
    [InlineData("phone=")]
    [InlineData("email=a@b.cn&email=c@d.cn")]
    public async Task Exactly_one_complete_value_is_needed(string query) =>
        (await Send(query)).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request");

    [Fact]
    public async Task A_verified_number_is_refused_to_another_member_who_is_not_named()
    {
        var ming = await Enrol(("phone", _digits));
        var lan = await Enrol(("phone", _digits));
        Assert.Equal(new[] { ming, lan }.Order(StringComparer.Ordinal), await Find($"phone={_digits}"));

        var verified = (
            await Api.Patch(lan, """{ "phoneVerified": { "by": "sms-code" } }""", await Api.OperatorToken())
        ).Expect(HttpStatusCode.OK);
        Assert.Equal("sms-code", (string)verified.Body["phoneVerified"]!["by"]!);
        Assert.NotNull(verified.Body["phoneVerified"]!["at"]);
        Assert.Equal([lan, ming], await Find($"phone={_digits}"));

        var refused = (
            await Api.Patch(ming, """{ "phoneVerified": { "by": "operator" } }""", await Api.OperatorToken())
        ).ExpectProblem(HttpStatusCode.Conflict, "address-in-use");
        Assert.Equal("phone", refused.Text("field"));
        Assert.DoesNotContain(lan, refused.Body.ToJsonString(), StringComparison.Ordinal);

        var changed = (await Api.Patch(lan, """{ "phone": "13900000001" }""")).Expect(HttpStatusCode.OK);
        Assert.Null(changed.Body["phoneVerified"]);
    }

    [Fact]
    public async Task Only_operators_verify_addresses_and_set_external_ids()
    {
        var memberId = await Enrol(("phone", _digits));

        foreach (var field in new[] { """ "phoneVerified": { "by": "sms-code" } """, """ "externalId": "A-1" """ })
            (await Api.Patch(memberId, $"{{ {field} }}")).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
        (
            await Api.Patch(memberId, """{ "phoneVerified": { "by": "guess" } }""", await Api.OperatorToken())
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request");
    }

    [Fact]
    public async Task Members_are_found_while_and_after_the_key_changes()
    {
        var memberId = await Enrol(("phone", _digits));
        foreach (var minute in Enumerable.Range(1, 4))
        {
            await Api.SetClock(DateTimeOffset.Parse(MembersHost.Now, null).AddMinutes(5 * minute).ToString("O"));
            await Api.RunJob("ReindexLookups");
        }
        var rotated = await Api.Send(HttpMethod.Post, "/api/operations/lookup-key/rotate", await Api.OperatorToken());
        Assert.Equal("indexing", rotated.Expect(HttpStatusCode.Accepted).Text("stage"));
        foreach (var minute in Enumerable.Range(5, 4))
        {
            Assert.Equal([memberId], await Find($"phone={_digits}"));
            await Api.SetClock(DateTimeOffset.Parse(MembersHost.Now, null).AddMinutes(5 * minute).ToString("O"));
            await Api.RunJob("ReindexLookups");
        }
        Assert.Equal([memberId], await Find($"phone={_digits}"));
        Assert.Equal("succeeded", (string)(await Api.Jobs())["ReindexLookups"]["state"]!);
    }

    private async Task<string> Enrol(params (string Name, string Value)[] fields)
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        var profile = new JsonObject { ["identityVerified"] = true };
        foreach (var (name, value) in fields)
            profile[name] = value;
        (await Api.Enrol(memberId, profile)).Expect(HttpStatusCode.Created);
        return memberId;
    }

    private async Task<string[]> Find(string query) =>
        [
            .. (await Send(query)).Expect(HttpStatusCode.OK).Body["items"]!
                .AsArray()
                .Select(it => (string)it!["memberId"]!),
        ];

    private async Task<Reply> Send(string query) =>
        await Api.Send(HttpMethod.Get, $"/api/members?{query}", await Api.OperatorToken());
}
