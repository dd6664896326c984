using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Http;
using Points.Functions.Access;
using Points.Functions.Http;

namespace Points.Functions.Tests.Http;

public sealed class RequestLimitsTests
{
    private const int Burst = 5;

    [Fact]
    public void An_address_that_reads_too_often_is_told_to_wait_and_others_are_not()
    {
        using var limits = NewLimits();
        for (var i = 0; i < Burst; i++)
            Assert.Null(limits.FindAnonymousProblem(From("203.0.113.7")));

        var problem = limits.FindAnonymousProblem(From("203.0.113.7"));

        Assert.Equal((429, "too-many-requests"), (problem?.Status, problem?.Code));
        Assert.Null(limits.FindAnonymousProblem(From("203.0.113.8")));
    }

    [Fact]
    public async Task The_answer_says_when_there_is_room_again()
    {
        using var limits = NewLimits();
        for (var i = 0; i < Burst; i++)
            limits.FindAnonymousProblem(From("203.0.113.7"));
        var http = new DefaultHttpContext();

        await limits.FindAnonymousProblem(From("203.0.113.7"))!.ExecuteAsync(http);

        Assert.InRange(int.Parse((string)http.Response.Headers.RetryAfter!, CultureInfo.InvariantCulture), 1, 60);
    }

    [Fact]
    public void Quotes_count_by_merchant_and_operators_have_no_limit()
    {
        using var limits = NewLimits();
        for (var i = 0; i < Burst; i++)
            Assert.Null(limits.FindQuoteProblem(new("till-1", Roles.Merchant, "shop")));

        Assert.NotNull(limits.FindQuoteProblem(new("till-2", Roles.Merchant, "shop")));
        Assert.Null(limits.FindQuoteProblem(new("till-1", Roles.Merchant, "cinema")));
        for (var i = 0; i < 10 * Burst; i++)
            Assert.Null(limits.FindQuoteProblem(new("ops", Roles.Operator, null)));
    }

    [Fact]
    public void Only_members_writes_count_as_such()
    {
        using var limits = NewLimits();
        var (write, read) = (From("203.0.113.7", "POST"), From("203.0.113.7"));
        var member = new Caller("m-1", Roles.Member, null);
        for (var i = 0; i < Burst; i++)
            Assert.Null(limits.FindWriteProblem(write, member));

        Assert.NotNull(limits.FindWriteProblem(write, member));
        Assert.Null(limits.FindWriteProblem(read, member));
        Assert.Null(limits.FindWriteProblem(write, new("m-2", Roles.Member, null)));
        for (var i = 0; i < 10 * Burst; i++)
        {
            Assert.Null(limits.FindWriteProblem(write, new("till", Roles.Merchant, "shop")));
            Assert.Null(limits.FindWriteProblem(write, new("m-1", Roles.Member | Roles.Operator, null)));
        }
    }

    [Fact]
    public void Invented_addresses_share_a_bounded_number_of_counters()
    {
        using var limits = NewLimits();
        var before = GC.GetTotalMemory(forceFullCollection: true);
        for (var i = 0; i < 1_000_000; i++)
            limits.FindAnonymousProblem(From($"{1 + (i >> 16)}.{i >> 8 & 255}.{i & 255}.1"));

        Assert.InRange(GC.GetTotalMemory(forceFullCollection: true) - before, 0, 120_000_000);
    }

    private static RequestLimits NewLimits() =>
        new(
            new()
            {
                AnonymousReadsPerMinute = 1,
                QuotesPerMinute = 1,
                MemberWritesPerMinute = 1,
                Burst = Burst,
            }
        );

    private static HttpRequest From(string address, string method = "GET")
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = IPAddress.Parse(address);
        http.Request.Method = method;
        return http.Request;
    }
}
