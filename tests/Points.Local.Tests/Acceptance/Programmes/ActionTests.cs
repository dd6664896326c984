using System.Net;

namespace Points.Local.Tests.Acceptance.Programmes;

/// <summary>
/// Actions other than purchases that earn points. Each test has its own host, because it sets the clock.
/// </summary>
public sealed class ActionTests : IAsyncLifetime
{
    private readonly ProgrammesHost _host = new();

    public ValueTask InitializeAsync() => _host.InitializeAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task A_pet_birthday_earns_200_points_once_a_year_on_that_day_only()
    {
        var (api, memberId) = (_host.Api, await _host.Member("pet-shop", petBirthday: "2021-12-05"));

        await api.SetClock("2027-12-04T23:59:50+08:00");
        (await api.RecordAction(memberId, "pet-shop", "pet-birthday", "early")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        await api.SetClock("2027-12-05T00:00:00+08:00");
        Assert.Equal(
            200,
            (await api.RecordAction(memberId, "pet-shop", "pet-birthday", "2027"))
                .Expect(HttpStatusCode.Created)
                .Number("points")
        );
        (await api.RecordAction(memberId, "pet-shop", "pet-birthday", "once more")).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
        await api.SetClock("2027-12-06T00:00:00+08:00");
        (await api.RecordAction(memberId, "pet-shop", "pet-birthday", "late")).ExpectProblem(
            HttpStatusCode.Conflict,
            "not-eligible"
        );
        await api.SetClock("2028-12-05T12:00:00+08:00");
        (await api.RecordAction(memberId, "pet-shop", "pet-birthday", "2028")).Expect(HttpStatusCode.Created);
        Assert.Equal(400, (await api.Wallet(memberId, "pet-shop")).Available);
    }

    [Fact]
    public async Task Members_record_sharing_themselves_for_20_points_three_times_a_month()
    {
        var (api, memberId) = (_host.Api, await _host.Member("green"));
        for (var i = 1; i <= 3; i++)
            Assert.Equal(20, (await Share(memberId, $"post-{i}")).Expect(HttpStatusCode.Created).Number("points"));

        (await Share(memberId, "post-4")).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        await api.SetClock("2027-12-31T23:59:50+08:00");
        (await Share(memberId, "post-4")).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        await api.SetClock("2028-01-01T00:00:00+08:00");
        (await Share(memberId, "post-4")).Expect(HttpStatusCode.Created);
        (await Share(memberId, "post-1")).ExpectProblem(HttpStatusCode.Conflict, "action-already-counted");

        async Task<Reply> Share(string member, string reference) =>
            await api.Send(
                HttpMethod.Post,
                $"/api/members/{member}/actions",
                await api.MemberToken(member),
                new System.Text.Json.Nodes.JsonObject
                {
                    ["programmeId"] = "green",
                    ["action"] = "share",
                    ["reference"] = reference,
                },
                Guid.NewGuid().ToString()
            );
    }

    [Fact]
    public async Task The_sign_up_gift_of_a_card_is_100_points_once_and_members_cannot_record_it()
    {
        var (api, memberId) = (_host.Api, await _host.Member("bank-card"));

        Assert.Equal(
            100,
            (await api.RecordAction(memberId, "bank-card", "sign-up", "1"))
                .Expect(HttpStatusCode.Created)
                .Number("points")
        );
        (await api.RecordAction(memberId, "bank-card", "sign-up", "2")).ExpectProblem(
            HttpStatusCode.Conflict,
            "limit-reached"
        );
        (await api.RecordAction(memberId, "bank-card", "fly", "1")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        (
            await api.Send(
                HttpMethod.Post,
                $"/api/members/{memberId}/actions",
                await api.MemberToken(memberId),
                new System.Text.Json.Nodes.JsonObject
                {
                    ["programmeId"] = "bank-card",
                    ["action"] = "sign-up",
                    ["reference"] = "3",
                },
                "k"
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task An_action_recorded_concurrently_counts_once()
    {
        var memberId = await _host.Member("green");

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 8).Select(_ => _host.Api.RecordAction(memberId, "green", "share", "post-1"))
        );

        Assert.Single(answers, answer => answer.Status == HttpStatusCode.Created);
        Assert.All(
            answers.Where(answer => answer.Status != HttpStatusCode.Created),
            answer => answer.ExpectProblem(HttpStatusCode.Conflict, "action-already-counted")
        );
        Assert.Equal(20, (await _host.Api.Wallet(memberId, "green")).Available);
    }

    [Fact]
    public async Task A_repeated_request_gets_its_first_answer()
    {
        var (api, memberId) = (_host.Api, await _host.Member("green"));
        var body = new System.Text.Json.Nodes.JsonObject
        {
            ["programmeId"] = "green",
            ["action"] = "share",
            ["reference"] = "post-1",
        };

        var first = (
            await api.Send(HttpMethod.Post, $"/api/members/{memberId}/actions", await api.OperatorToken(), body, "k-1")
        ).Expect(HttpStatusCode.Created);
        var again = (
            await api.Send(HttpMethod.Post, $"/api/members/{memberId}/actions", await api.OperatorToken(), body, "k-1")
        ).Expect(HttpStatusCode.Created);

        Assert.Equal((first.Raw, true), (again.Raw, again.Replayed));
    }
}
