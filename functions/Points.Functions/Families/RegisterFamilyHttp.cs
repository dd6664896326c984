using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Families;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Families;

/// <summary>Registers families.</summary>
[ApiTag(ApiTags.Members)]
public sealed class RegisterFamilyHttp(RegisterFamilyHandler handler, HttpPipeline pipeline)
{
    /// <summary>Registers the members of a family. A member is in at most one family.</summary>
    [Function("Family")]
    [Callers(Roles.Operator)]
    [RequestBody(typeof(FamilyBody))]
    [Response(StatusCodes.Status200OK, typeof(FamilyView))]
    [ProblemResponses("not-found", "in-another-family")]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "families/{familyId}")] HttpRequest http,
        string familyId,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Operator,
            handle: async caller =>
            {
                var body = await JsonBody.Read(http, ct);
                var command = FamilyBody.Read(body.Fields, familyId);
                if (body.FindProblem() is { } problem)
                    return problem;
                if (PathIdValidation.FindProblem(familyId) is { } invalidPath)
                    return invalidPath;
                if (await handler.Handle(command, caller.ToRequester(), pipeline.Now, ct) is { } refusal)
                    return Problems.From(refusal);
                return new ViewResponse<FamilyView>(
                    StatusCodes.Status200OK,
                    new(familyId, command.Members),
                    FamiliesJson.Default.FamilyView
                );
            }
        );
}

internal sealed record FamilyView(string FamilyId, IReadOnlyList<string> Members);
