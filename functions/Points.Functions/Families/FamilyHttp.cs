using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Families;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Families;

/// <summary>Registers families.</summary>
[Area(Areas.Members)]
public sealed class FamilyHttp(FamilyRegistrations families, Reception reception)
{
    /// <summary>Registers who is a family. A member is in at most one.</summary>
    [Function("Family")]
    [Callers(Roles.Operator)]
    [Takes(typeof(FamilyBody))]
    [Gives(StatusCodes.Status200OK, typeof(FamilyView))]
    [Refuses("not-found", "in-another-family")]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "families/{familyId}")] HttpRequest http,
        string familyId,
        CancellationToken ct
    ) =>
        reception.Answer(
            http,
            may: caller => caller.IsOperator,
            act: _ =>
                Body.Read(
                    http,
                    needsKey: false,
                    read: fields => FamilyBody.Read(fields, familyId),
                    then: async (command, _) =>
                    {
                        if (PathIds.FirstFault(familyId) is { } fault)
                            return fault;
                        return await families.Handle(command, ct) is { } refusal
                            ? Problems.Of(refusal)
                            : new Answer<FamilyView>(
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
