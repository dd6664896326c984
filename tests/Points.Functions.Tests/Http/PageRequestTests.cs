using Microsoft.AspNetCore.Http;
using Points.Functions.Http;

namespace Points.Functions.Tests.Http;

public sealed class PageRequestTests
{
    [Fact]
    public void Without_parameters_the_first_page_has_the_default_size() =>
        Assert.Equal(new PageRequest(long.MaxValue, 50), Read("").Value);

    [Fact]
    public void A_cursor_continues_where_the_previous_page_ended() =>
        Assert.Equal(new PageRequest(7, 200), Read($"?limit=200&cursor={PageRequest.CursorAfter(7)}").Value);

    [Theory]
    [InlineData("?limit=0", "limit")]
    [InlineData("?limit=201", "limit")]
    [InlineData("?limit=ten", "limit")]
    [InlineData("?limit=+5", "limit")]
    [InlineData("?limit=1&limit=2", "limit")]
    [InlineData("?cursor=", "cursor")]
    [InlineData("?cursor=..%2F..", "cursor")]
    [InlineData("?cursor=AAAA", "cursor")]
    [InlineData("?cursor=%F0%9F%92%A9", "cursor")]
    public void An_invalid_parameter_is_named(string query, string field) =>
        Assert.Equal([field], Read(query).Errors.ByPath.Keys);

    private static Domain.Reading.ReadResult<PageRequest> Read(string query)
    {
        var context = new DefaultHttpContext();
        context.Request.QueryString = new(query);
        return PageRequest.Read(context.Request);
    }
}
