using System.Net;

namespace Points.Worker.Tests;

/// <summary>
/// The API of the worker program, behind a host that passes requests on. The app reads and writes its store with its
/// own identity, and checks tokens with the keys that the identity provider publishes.
/// </summary>
public sealed class HttpTests(WorkerFixture fixture)
{
    private Supermarket Shop => fixture.Shop;

    [Fact]
    public async Task Given_1200_points_When_a_voucher_is_bought_for_1000_Then_200_are_left()
    {
        var member = await Shop.EnrolMember();
        var accrual = (await Shop.Accrue(member, yuan: 1_200)).Expect(HttpStatusCode.Created);
        Assert.Equal(1_200, (long)accrual["points"]);

        var redemption = (await Shop.Redeem(member, points: 1_000)).Expect(HttpStatusCode.Created);

        Assert.Equal(1_000, (long)redemption["points"]);
        Assert.NotEmpty((string)redemption["voucher"]["code"]!);
        Assert.Equal(200, await Shop.ReadAvailable(member));
    }

    [Fact]
    public async Task A_repeated_request_gets_the_first_answer_and_earns_once()
    {
        var (member, key) = (await Shop.EnrolMember(), Guid.NewGuid().ToString());
        var first = (await Shop.Accrue(member, yuan: 50, key)).Expect(HttpStatusCode.Created);

        var repeat = (await Shop.Accrue(member, yuan: 50, key)).Expect(HttpStatusCode.Created);

        Assert.Equal(first.Text, repeat.Text);
        Assert.False(first.Headers.Contains("Idempotent-Replayed"));
        Assert.Equal(["true"], repeat.Headers.GetValues("Idempotent-Replayed"));
        Assert.Equal(50, await Shop.ReadAvailable(member));
    }

    [Fact]
    public async Task Given_50_points_When_a_voucher_is_bought_for_1000_Then_refused_not_enough_points()
    {
        var member = await Shop.EnrolMember();
        await Shop.Accrue(member, yuan: 50);

        var refusal = await Shop.Redeem(member, points: 1_000);

        refusal.ExpectProblem(HttpStatusCode.Conflict, "not-enough-points");
        Assert.Equal(50, (long)refusal["available"]);
        Assert.Equal(50, await Shop.ReadAvailable(member));
    }

    [Theory]
    [InlineData("""{"programmeId":7}""")]
    [InlineData("""{"programmeId":""")]
    public async Task A_body_that_cannot_be_read_is_400_with_the_errors(string body)
    {
        var answer = await Shop.Post("api/members/m-1/accruals", body);

        answer.ExpectProblem(HttpStatusCode.BadRequest, "invalid-request");
        Assert.NotEmpty(answer["errors"].AsObject());
    }

    [Fact]
    public async Task The_key_that_checks_receipts_is_public()
    {
        var keys = (await fixture.Api.Send(HttpMethod.Get, "api/keys", token: null)).Expect(HttpStatusCode.OK);

        Assert.Equal("Ed25519", (string)Assert.Single(keys["keys"].AsArray())!["crv"]!);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("eyJhbGciOiJub25lIn0.eyJzdWIiOiJvcHMiLCJyb2xlcyI6WyJvcGVyYXRvciJdfQ.")]
    public async Task A_request_without_a_valid_token_is_401(string? token)
    {
        var answer = await fixture.Api.Send(HttpMethod.Get, "api/jobs", token);

        answer.ExpectProblem(HttpStatusCode.Unauthorized, "unauthenticated");
        Assert.Equal("Bearer", Assert.Single(answer.Headers.WwwAuthenticate).Scheme);
    }
}
