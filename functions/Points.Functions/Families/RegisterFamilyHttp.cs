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
            isAllowed: caller => caller.IsOperator,
            handle: _ =>
                JsonBody.Read(
                    http,
                    needsIdempotencyKey: false,
                    read: reader => FamilyBody.Read(reader, familyId),
                    then: async (command, _) =>
                    {
                        if (PathIdValidation.FindProblem(familyId) is { } problem)
                            return problem;
                        return await handler.Handle(command, ct) is { } refusal
                            ? Problems.From(refusal)
                            : new ViewResponse<FamilyView>(
                                StatusCodes.Status200OK,
                                new(familyId, command.Members),
                                FamiliesJson.Default.FamilyView
                            );
                    },
                    ct
                )
        );
}

internal sealed record FamilyView(string FamilyId, IReadOnlyList<string> Members);
