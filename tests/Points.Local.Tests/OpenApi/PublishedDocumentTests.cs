using System.Net;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

public sealed class PublishedDocumentTests(AcceptanceHost host)
{
    [Fact]
    public async Task The_document_is_public()
    {
        var reply = (await host.Api.Send(HttpMethod.Get, "/api/openapi.json", null)).Expect(HttpStatusCode.OK);
        Assert.Equal(("application/json", PublishedContract.ReadPublished()), (reply.ContentType, reply.Raw));
    }
}
