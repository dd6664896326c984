using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Points.Domain.Enrolling;
using Points.Domain.Ledger;
using Points.Domain.Reading;
using Points.Functions.Access;
using Points.Functions.Http;
using Points.Functions.OpenApi;

namespace Points.Functions.Members;

/// <summary>Finds members by what is kept of them.</summary>
[ApiTag(ApiTags.Members)]
public sealed class FindMembersHttp(MemberFinder finder, HttpPipeline pipeline)
{
    private const int TextLengthMax = 254;

    /// <summary>
    /// Finds the members whose telephone number, e-mail address or external id is exactly this. Name one of the three.
    /// Different ways to write a number are the same, and the case of an address does not count.
    /// </summary>
    [Function("FindMembers")]
    [Callers(Roles.Operator | Roles.Support)]
    [QueryParameter(
        "phone",
        "A complete telephone number, such as +8613800138000. Without a country it is of mainland China.",
        Pattern = "^[0-9+ -]{7,32}$"
    )]
    [QueryParameter("email", "An e-mail address.", Pattern = "^[^@\\s]+@[^@\\s]+$")]
    [QueryParameter("externalId", "The member's id in another system.")]
    [Response(StatusCodes.Status200OK, typeof(FoundMembersView))]
    public Task<IResult> Find(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", "head", Route = "members")] HttpRequest http,
        CancellationToken ct
    ) =>
        pipeline.RunAuthorized(
            http,
            needed: CallerRule.Support,
            handle: async _ =>
            {
                var asked = Read(http);
                if (!asked.TryGetValue(out var value))
                    return Problems.Invalid(asked.Errors);
                return new ViewResponse<FoundMembersView>(
                    StatusCodes.Status200OK,
                    FoundMembersView.From(await finder.Find(value, ct), pipeline.Now),
                    MembersJson.Default.FoundMembersView
                );
            }
        );

    private static ReadResult<LookupValue> Read(HttpRequest http)
    {
        var errors = new ValidationErrors();
        string[] named = [.. Readers.Keys.Where(http.Query.ContainsKey)];
        if (named is not [var name])
        {
            errors.AddError(named.ElementAtOrDefault(1) ?? "phone", "name one of phone, email and externalId");
            return new(null, errors);
        }
        var text = http.Query[name] is [{ Length: > 0 and <= TextLengthMax } only] ? only : "";
        if (Readers[name](text) is { } value)
            return new(value, errors);
        errors.AddError(
            name,
            name switch
            {
                "phone" => "must be a complete telephone number, such as +8613800138000",
                "email" => "must be an address such as ming@example.cn",
                _ => "must be text of 1 to 254 characters",
            }
        );
        return new(null, errors);
    }

    private static readonly Dictionary<string, Func<string, LookupValue?>> Readers = new(StringComparer.Ordinal)
    {
        // A plus that was not encoded arrives as a space.
        ["phone"] = text => LookupValue.FromPhone(text is [' ', ..] ? $"+{text[1..]}" : text),
        ["email"] = text => EnrolBody.IsEmail(text.Trim()) ? LookupValue.FromEmail(text) : null,
        ["externalId"] = LookupValue.FromExternalId,
    };
}
