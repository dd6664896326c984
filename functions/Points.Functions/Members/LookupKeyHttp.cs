using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Changes the key under which members are found.</summary>
[ApiTag(ApiTags.Operations)]
public sealed class LookupKeyHttp(RotateLookupKeyHandler handler, HttpPipeline pipeline)
{
    /// <summary>
    /// Begins to use a new key for finding members. The job <c>ReindexLookups</c> then writes all look-ups under it and
    /// deletes the old ones; meanwhile members are found as before. If a change is under way, no other begins.
    /// </summary>
    [Function("RotateLookupKey")]
    [Callers(Roles.Operator)]
    [Response(StatusCodes.Status202Accepted, typeof(LookupKeyView))]
    public Task<IResult> Rotate(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "operations/lookup-key/rotate")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async _ => new ViewResponse<LookupKeyView>(
                StatusCodes.Status202Accepted,
                LookupKeyView.From(await handler.Handle(pipeline.Now, ct)),
                MembersJson.Default.LookupKeyView
            )
        );
}
