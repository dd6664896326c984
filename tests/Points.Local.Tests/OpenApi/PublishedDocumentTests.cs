using System.Net;
using Points.Local.Tests.Acceptance;

namespace Points.Local.Tests.OpenApi;

public sealed class PublishedDocumentTests(AcceptanceHost host)
{
    [Fact]
    public async Task The_documents_are_public()
    {
        foreach (var name in (string[])["openapi.json", "openapi-3.0.json"])
        {
            var reply = (await host.Api.Send(HttpMethod.Get, $"/api/{name}", null)).Expect(HttpStatusCode.OK);
            Assert.Equal(("application/json", PublishedContract.ReadPublished(name)), (reply.ContentType, reply.Raw));
        }
    }
}
