using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>Families: the only way in which points pass from member to member (law L9).</summary>
public sealed class FamilyTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;

    [Fact]
    public async Task Transferred_points_keep_issuer_and_expiry_and_both_ledgers_show_the_transfer()
    {
        var (a, b) = await NewFamily(1_000);

        var sent = (await _api.Transfer(a, b, "green", 400)).Expect(HttpStatusCode.Created);

        Assert.Equal(
            ("completed", 600, 400),
            (sent.Text("status"), sent.Available, (await _api.Wallet(b, "green")).Available)
        );
        Assert.Equal(0, (await _api.Wallet(a, "green")).Held);
        Assert.Equal("green", (await _api.Wallet(b, "green")).Lots.First().IssuedBy);
        Assert.Equal(
            ["accrual", "transfer-out", "transfer-arrival"],
            (await _api.Ledger(a, "green")).Select(entry => entry["kind"]!.GetValue<string>())
        );
        Assert.Equal(
            [("transfer-in", sent.Text("transferId"))],
            (await _api.Ledger(b, "green")).Select(entry =>
                (entry["kind"]!.GetValue<string>(), entry["reference"]!.GetValue<string>())
            )
        );
    }

    [Fact]
    public async Task A_repeated_transfer_sends_nothing_more_and_gets_the_first_answer()
    {
        var (a, b) = await NewFamily(1_000);

        var (first, again) = (
            await _api.Transfer(a, b, "green", 400, "k"),
            await _api.Transfer(a, b, "green", 400, "k")
        );

        Assert.Equal(first.Expect(HttpStatusCode.Created) with { Replayed = true }, again);
        Assert.Equal(
            (600, 400),
            ((await _api.Wallet(a, "green")).Available, (await _api.Wallet(b, "green")).Available)
        );
    }

    [Fact]
    public async Task A_member_gives_at_most_5000_a_month()
    {
        var (a, b) = await NewFamily(20_000);

        (await _api.Transfer(a, b, "green", 5_001)).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        (await _api.Transfer(a, b, "green", 3_000)).Expect(HttpStatusCode.Created);
        (await _api.Transfer(a, b, "green", 2_001)).ExpectProblem(HttpStatusCode.Conflict, "limit-reached");
        (await _api.Transfer(a, b, "green", 2_000)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Transfers_outside_the_family_are_refused()
    {
        var (a, _) = await NewFamily(1_000);
        var (other, _) = await NewFamily(1_000);
        var (loner, elsewhere) = (await _api.EnrolNewMember("green"), await _api.EnrolNewMember("fast-food"));

        foreach (var stranger in (string[])[other, loner, elsewhere, "m-nobody", a])
            (await _api.Transfer(a, stranger, "green", 10)).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        (await _api.Transfer(loner, a, "green", 10)).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        (await _api.Transfer(elsewhere, a, "fast-food", 10)).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        (
            await _api.Send(
                HttpMethod.Post,
                $"/api/members/{a}/wallets/green/transfers",
                await _api.MemberToken(other),
                new JsonObject { ["toMemberId"] = other, ["points"] = 1 },
                "k"
            )
        ).ExpectProblem(HttpStatusCode.Forbidden, "forbidden");
    }

    [Fact]
    public async Task A_member_is_in_at_most_one_family_and_can_leave_it_for_another()
    {
        var (a, b) = await NewFamily(1_000);
        var (c, name) = (await _api.EnrolNewMember("green"), $"f-{Guid.NewGuid():N}");

        (await _api.PutFamily(name, c, a)).ExpectProblem(HttpStatusCode.Conflict, "in-another-family");
        Assert.Null(
            (await _api.Send(HttpMethod.Get, $"/api/members/{c}", await _api.OperatorToken())).Body["familyId"]
        );
        (await _api.PutFamily((await FamilyOf(a))!, b)).Expect(HttpStatusCode.OK);
        (await _api.PutFamily(name, c, a)).Expect(HttpStatusCode.OK);

        (await _api.Transfer(a, b, "green", 10)).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        (await _api.Transfer(a, c, "green", 10)).Expect(HttpStatusCode.Created);
        (await _api.PutFamily(name, "m-nobody")).ExpectProblem(HttpStatusCode.NotFound, "not-found");
        Assert.Equal(name, await FamilyOf(a));
    }

    [Fact]
    public async Task An_empty_registration_is_refused_and_of_two_parallel_ones_exactly_one_remains()
    {
        var (a, b) = await NewFamily(100);
        (
            await _api.Send(
                HttpMethod.Put,
                $"/api/families/{await FamilyOf(a)}",
                await _api.OperatorToken(),
                new JsonObject()
            )
        ).ExpectProblem(HttpStatusCode.BadRequest, "invalid-request", "members");
        var (name, people) = (
            $"f-{Guid.NewGuid():N}",
            await Task.WhenAll(Enumerable.Range(0, 6).Select(_ => _api.EnrolNewMember("green")))
        );

        await Task.WhenAll(_api.PutFamily(name, people[..3]), _api.PutFamily(name, people[3..]));

        var family = new List<string>();
        foreach (var member in people)
            if (await FamilyOf(member) == name)
                family.Add(member);
        Assert.True(family.SequenceEqual(people[..3]) || family.SequenceEqual(people[3..]), string.Join(", ", family));
    }

    [Fact]
    public async Task Given_a_frozen_receiver_When_sending_points_Then_refused_and_nothing_is_booked()
    {
        var (a, b) = await NewFamily(100);
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{b}/freeze",
            await _api.OperatorToken(),
            new JsonObject { ["reason"] = "test" }
        );

        (await _api.Transfer(a, b, "green", 10)).ExpectProblem(HttpStatusCode.Conflict, "not-eligible");
        Assert.Single(await _api.Ledger(a, "green"));
    }

    [Fact]
    public async Task An_enrolment_leaves_the_family_as_it_is()
    {
        var (a, b) = await NewFamily(1_000);
        await _api.Enrol(a, new() { ["identityVerified"] = true, ["programmes"] = new JsonArray("fast-food") });

        (await _api.Transfer(a, b, "green", 10)).Expect(HttpStatusCode.Created);
    }

    [Fact]
    public async Task Parallel_transfers_in_both_directions_neither_create_nor_lose_points()
    {
        var (a, b) = await NewFamily(4_000);
        await _api.Transfer(a, b, "green", 2_000);

        var replies = await Task.WhenAll(
            Enumerable
                .Range(0, 40)
                .Select(i => i % 2 == 0 ? _api.Transfer(a, b, "green", 10) : _api.Transfer(b, a, "green", 10))
        );

        Assert.All(
            replies,
            reply =>
                Assert.Contains(
                    reply.Status,
                    (HttpStatusCode[])[HttpStatusCode.Created, HttpStatusCode.Conflict, HttpStatusCode.TooManyRequests]
                )
        );
        var (left, right) = (await _api.Wallet(a, "green"), await _api.Wallet(b, "green"));
        Assert.Equal((4_000, 0), (left.Available + right.Available, left.Held + right.Held));
    }

    private async Task<string?> FamilyOf(string memberId) =>
        (await _api.Send(HttpMethod.Get, $"/api/members/{memberId}", await _api.OperatorToken()))
            .Body["familyId"]
            ?.GetValue<string>();

    private async Task<(string A, string B)> NewFamily(long points)
    {
        var (a, b) = (await _api.EnrolNewMember("green"), await _api.EnrolNewMember("green"));
        await _api.EarnPoints(a, "green", points);
        (await _api.PutFamily($"f-{Guid.NewGuid():N}", a, b)).Expect(HttpStatusCode.OK);
        return (a, b);
    }
}
