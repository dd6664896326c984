using System.Net;
using System.Text.Json.Nodes;

namespace Points.Tests;

/// <summary>The response to a request.</summary>
internal sealed record Reply(HttpStatusCode Status, string? ContentType, string Raw, bool Replayed, string? ETag = null)
{
    public JsonObject Body => JsonNode.Parse(Raw)!.AsObject();

    public string Text(string field) => Body[field]!.GetValue<string>();

    public long Number(string field) => Body[field]!.GetValue<long>();

    public string? Code => Body["voucher"]?["code"]?.GetValue<string>();

    public long Available => Body["available"]?.GetValue<long>() ?? Body["wallet"]!["available"]!.GetValue<long>();

    public Reply Expect(HttpStatusCode status)
    {
        Assert.True(Status == status, $"expected {(int)status}, got {(int)Status}: {Raw}");
        return this;
    }

    /// <summary>Expects a problem with this status and code, which names these fields and no others.</summary>
    public Reply ExpectProblem(HttpStatusCode status, string code, params string[] fields)
    {
        Expect(status);
        Assert.Equal("application/problem+json", ContentType);
        Assert.Equal((code, (long)status), (Text("code"), Number("status")));
        Assert.DoesNotContain("   at ", Raw, StringComparison.Ordinal);
        if (fields.Length > 0)
            Assert.Equal(fields.Order(), Body["errors"]!.AsObject().Select(error => error.Key).Order());
        return this;
    }
}
