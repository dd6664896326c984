using System.Globalization;
using System.Net;
using static Points.Tests.Api;

namespace Points.Local.Tests.Acceptance;

/// <summary>
/// Refunds that arrived before their purchases reduce them, even if the purchases are posted long after the time that
/// merchants have for it.
/// </summary>
public sealed class OldEarlyRefundTests : IAsyncLifetime
{
    private const string Programme = "fast-food";

    private static readonly DateTimeOffset Bought = At("2027-03-09T12:00:00+08:00");
    private static readonly DateTimeOffset Refunded = At("2027-03-10T12:00:00+08:00");

    /// <summary>The programme's merchants have 90 days to post a purchase.</summary>
    private static readonly DateTimeOffset AfterLateDays = Refunded.AddDays(91);

    private RunningHost _host = null!;

    private Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock(Refunded.ToString("O"));
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Given_a_later_early_refund_When_the_operator_posts_the_purchase_Then_it_is_reduced()
    {
        var memberId = await Api.EnrolNewMember(Programme);
        await Refund(memberId, "o");

        await Api.SetClock(AfterLateDays.ToString("O"));
        await Refund(memberId, "another");

        Assert.Equal((60, 60), await Post(memberId, "o", Bought));
        Assert.Equal((100, 160), await Post(memberId, "new", AfterLateDays));
    }

    [Fact]
    public async Task Given_so_many_that_the_oldest_left_the_wallet_Then_each_purchase_is_reduced_once()
    {
        var memberId = await Api.EnrolNewMember(Programme);
        for (var i = 0; i < 20; i++)
            await Refund(memberId, $"o-{i}");

        await Api.SetClock(AfterLateDays.ToString("O"));
        await Refund(memberId, "another");

        Assert.Equal((60, 60), await Post(memberId, "o-0", Bought));
        Assert.Equal((60, 120), await Post(memberId, "o-19", Bought));
        Assert.Equal((100, 220), await Post(memberId, "new", AfterLateDays));
        (await Api.Accrue(memberId, PurchaseBody(Programme, 10_000, "o-0", Bought))).ExpectProblem(
            HttpStatusCode.Conflict,
            "order-already-accrued"
        );
    }

    private async Task Refund(string memberId, string orderId) =>
        (await Api.Refund(memberId, Programme, orderId, $"r-{orderId}", 4_000)).Expect(HttpStatusCode.Created);

    private async Task<(long Points, long Available)> Post(string memberId, string orderId, DateTimeOffset boughtAt)
    {
        var purchase = PurchaseBody(Programme, 10_000, orderId, boughtAt);
        var reply = (await Api.Accrue(memberId, purchase)).Expect(HttpStatusCode.Created);
        return (reply.Number("points"), reply.Available);
    }

    private static DateTimeOffset At(string time) => DateTimeOffset.Parse(time, CultureInfo.InvariantCulture);
}
