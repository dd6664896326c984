using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>An order number of a merchant earns once, whoever the member, in whatever programme.</summary>
public sealed class OrderOwnershipTests(AcceptanceHost host)
{
    private readonly Api _api = host.Api;
    private readonly string _order = Guid.NewGuid().ToString();

    [Fact]
    public async Task Given_an_order_that_has_earned_When_posted_for_another_member_Then_refused_naming_no_member()
    {
        var (ming, lan) = await EnrolTwo();
        var first = (await Buy(ming)).Expect(HttpStatusCode.Created);

        foreach (var token in new[] { await _api.OperatorToken(), await _api.MerchantToken("fast-food") })
        {
            var refused = (await Buy(lan, token: token)).ExpectProblem(
                HttpStatusCode.Conflict,
                "order-already-accrued"
            );
            Assert.Equal((first.Text("entryId"), "fast-food"), (refused.Text("entryId"), refused.Text("programmeId")));
            Assert.DoesNotContain(ming, refused.Body.ToJsonString(), StringComparison.Ordinal);
        }
        Assert.Equal((100, 0), (await Balance(ming), await Balance(lan)));
    }

    [Fact]
    public async Task When_20_members_post_the_same_order_at_once_Then_one_earns_and_the_others_are_refused_in_the_end()
    {
        var members = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => _api.EnrolNewMember("fast-food")));

        var replies = await Task.WhenAll(members.Select(member => Buy(member)));

        Assert.Single(replies, it => it.Status == HttpStatusCode.Created);
        foreach (var (member, reply) in members.Zip(replies))
        {
            if (reply.Status == HttpStatusCode.ServiceUnavailable)
                Assert.Equal("order-busy", reply.Text("code"));
            if (reply.Status != HttpStatusCode.Created)
                (await Buy(member)).ExpectProblem(HttpStatusCode.Conflict, "order-already-accrued");
        }
        Assert.Equal(100, (await Task.WhenAll(members.Select(Balance))).Sum());
    }

    [Fact]
    public async Task A_whole_refund_frees_the_number_for_others_and_for_the_same_member()
    {
        var (ming, lan) = await EnrolTwo();
        await Buy(ming, key: "first");
        await Refund(ming, 10_000);

        (await Buy(lan)).Expect(HttpStatusCode.Created);
        await Refund(lan, 10_000);
        (await Buy(ming)).Expect(HttpStatusCode.Created);
        var repeat = await Buy(ming, key: "first");

        Assert.True(repeat.Replayed);
        Assert.Equal((100, 0), (await Balance(ming), await Balance(lan)));
    }

    [Fact]
    public async Task A_refund_under_another_member_is_refused()
    {
        var (ming, lan) = await EnrolTwo();
        await Buy(ming);

        (await Refund(lan, 10_000)).ExpectProblem(HttpStatusCode.Conflict, "order-of-another-member");

        Assert.Equal((100, 0), (await Balance(ming), await Balance(lan)));
    }

    private async Task<(string Ming, string Lan)> EnrolTwo() =>
        (await _api.EnrolNewMember("fast-food"), await _api.EnrolNewMember("fast-food"));

    /// <summary>Always the same order at the same time: a repeat with the same key is the same request.</summary>
    private async Task<Reply> Buy(string memberId, string? key = null, string? token = null) =>
        await _api.Send(
            HttpMethod.Post,
            $"/api/members/{memberId}/accruals",
            token ?? await _api.OperatorToken(),
            PurchaseBody("fast-food", 10_000, _order, _at),
            $"{memberId}-{key ?? Guid.NewGuid().ToString()}"
        );

    private readonly DateTimeOffset _at = TimeProvider.System.GetUtcNow().AddDays(-1);

    private Task<Reply> Refund(string memberId, long amountFen) =>
        _api.Refund(memberId, "fast-food", _order, Guid.NewGuid().ToString(), amountFen);

    private async Task<long> Balance(string memberId) => (await _api.Wallet(memberId, "fast-food")).Available;
}
