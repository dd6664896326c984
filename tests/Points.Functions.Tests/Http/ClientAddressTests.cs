using System.Net;
using Microsoft.AspNetCore.Http;
using Points.Functions.Http;

namespace Points.Functions.Tests.Http;

public sealed class ClientAddressTests
{
    [Theory]
    [InlineData("203.0.113.7:5123", "203.0.113.7")]
    [InlineData("1.2.3.4, 203.0.113.7:5123", "203.0.113.7")]
    [InlineData("1.2.3.4,203.0.113.7", "203.0.113.7")]
    [InlineData("[2001:db8:1:2::7]:5123", "20010DB8000100")]
    [InlineData("2001:db8:1:2ff::9", "20010DB8000102")]
    [InlineData("::ffff:203.0.113.7", "203.0.113.7")]
    [InlineData("203.0.113.7, nonsense", "unknown")]
    [InlineData("", "unknown")]
    [InlineData(null, "unknown")]
    public void Behind_one_proxy_the_last_entry_names_the_client(string? forwarded, string network) =>
        Assert.Equal(network, ClientAddress.NetworkOf(Request("10.0.0.1", forwarded), trustedProxies: 1));

    [Fact]
    public void Several_headers_are_one_list()
    {
        var http = Request("10.0.0.1", "1.2.3.4");
        http.Headers.Append("X-Forwarded-For", "203.0.113.7:1, 10.0.0.2:2");

        Assert.Equal("10.0.0.2", ClientAddress.NetworkOf(http, trustedProxies: 1));
        Assert.Equal("203.0.113.7", ClientAddress.NetworkOf(http, trustedProxies: 2));
        Assert.Equal("unknown", ClientAddress.NetworkOf(http, trustedProxies: 4));
    }

    [Fact]
    public void Without_a_proxy_nobody_can_invent_an_address()
    {
        Assert.Equal("127.0.0.2", ClientAddress.NetworkOf(Request("127.0.0.2", "203.0.113.7"), trustedProxies: 0));
        Assert.Equal("unknown", ClientAddress.NetworkOf(Request(null, "203.0.113.7"), trustedProxies: 0));
    }

    private static HttpRequest Request(string? remote, string? forwarded)
    {
        var http = new DefaultHttpContext();
        http.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        if (forwarded is not null)
            http.Request.Headers["X-Forwarded-For"] = forwarded;
        return http.Request;
    }
}
