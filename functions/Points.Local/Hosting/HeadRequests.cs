using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;

namespace Points.Local.Hosting;

/// <summary>Lets endpoints that answer GET also answer HEAD. The server leaves out the body.</summary>
internal static class HeadRequests
{
    private static readonly string[] Methods = [HttpMethods.Get, HttpMethods.Head];

    public static T AnswerHead<T>(this T endpoints)
        where T : IEndpointConventionBuilder
    {
        endpoints.Finally(endpoint =>
        {
            if (endpoint.Metadata.OfType<IHttpMethodMetadata>().LastOrDefault() is { HttpMethods: ["GET"] })
                endpoint.Metadata.Add(new HttpMethodMetadata(Methods)); // The last one counts.
        });
        return endpoints;
    }
}
