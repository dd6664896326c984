using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Families;
using Points.Functions.Http;

namespace Points.Functions.Families;

/// <summary>Registers families.</summary>
public sealed class FamilyHttp(FamilyRegistrations families, Reception reception)
{
    [Function("Family")]
    public Task<IResult> Put(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "families/{familyId}")] HttpRequest http,
        string familyId, CancellationToken ct) =>
        reception.Answer(http, may: caller => caller.IsOperator, act: _ => Body.Read(
            http, needsKey: false,
            read: fields => new RegisterFamily(familyId, [.. fields.Ids("members", FamilyRegister.MembersMax, required: true).Distinct(StringComparer.Ordinal)]),
            then: async (command, _) =>
            {
                if (PathIds.FirstFault(familyId) is { } fault) return fault;
                return await families.Handle(command, ct) is { } refusal
                    ? Problems.Of(refusal)
                    : new Answer<FamilyView>(StatusCodes.Status200OK, new(familyId, command.Members), HttpJson.Default.FamilyView);
            },
            ct));
}

internal sealed record FamilyView(string FamilyId, IReadOnlyList<string> Members);
