using System.Net;
using System.Text.Json.Nodes;

namespace Points.Local.Tests.Acceptance;

/// <summary>A host with members whose profiles change.</summary>
public sealed class MembersHost : IAsyncLifetime
{
    internal const string Now = "2027-12-01T12:00:00+08:00";

    private RunningHost _host = null!;

    internal Api Api => _host.Api;

    public async ValueTask InitializeAsync()
    {
        _host = await RunningHost.Start();
        await Api.SetClock(Now);
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    /// <summary>Enrols a member of the clothing shop.</summary>
    internal async Task<string> Enrol(string birthDate, JsonObject? consents = null)
    {
        var memberId = $"m-{Guid.NewGuid():N}";
        var profile = new JsonObject
        {
            ["birthDate"] = birthDate,
            ["identityVerified"] = true,
            ["phone"] = "138",
            ["programmes"] = new JsonArray("clothing"),
            ["groups"] = new JsonArray("staff"),
            ["pets"] = new JsonArray(new JsonObject { ["name"] = "Mimi", ["birthday"] = "2020-02-29" }),
        };
        if (consents is not null)
            profile["consents"] = consents;
        (await Api.Enrol(memberId, profile)).Expect(HttpStatusCode.Created);
        return memberId;
    }

    internal async Task<JsonArray> ReadConsents(string memberId) =>
        (await Api.Send(HttpMethod.Get, $"/api/members/{memberId}/consents", await Api.MemberToken(memberId)))
            .Expect(HttpStatusCode.OK)
            .Body["items"]!.AsArray();
}
